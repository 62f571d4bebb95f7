using DrumClassification.Cli.Input;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Duplicates;

/// <summary>Gets the fingerprints of many files: from an index where that knows them, else by listening to them, all at once.</summary>
/// <param name="classifier">Must return embeddings.</param>
/// <param name="listener">Has heard what the classifier decoded.</param>
/// <param name="known">What an index knows of a file as it is now; null for nothing.</param>
internal sealed class FingerprintReader(IDrumClassifier classifier, SoundListener listener, Func<string, StoredSound?> known)
{
    /// <summary>Gets them.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="advance">Called after each file, by one thread at a time.</param>
    /// <param name="cancellationToken">Ends the call between files with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The fingerprints in the files' order, and the files that could not be read.</returns>
    public async Task<(List<SoundFingerprint> Sounds, List<FileProblem> Problems)> ReadAsync(
        IReadOnlyList<string> paths, Action advance, CancellationToken cancellationToken)
    {
        var sounds = new Dictionary<string, SoundFingerprint>(StringComparer.Ordinal);
        var problems = new List<FileProblem>();
        await foreach (FileClassification file in classifier.ClassifyFilesAsync(Unknown(), cancellationToken))
        {
            Take(file);
            advance();
        }

        problems.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return ([.. paths.Where(sounds.ContainsKey).Select(path => sounds[path])], problems);

        IEnumerable<string> Unknown()
        {
            var left = new List<string>();
            foreach (string path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (known(path) is { } stored)
                {
                    sounds[path] = new SoundFingerprint(path, stored.Found, stored.Measure);
                    advance();
                }
                else
                {
                    left.Add(path);
                }
            }

            return left;
        }

        void Take(FileClassification file)
        {
            try
            {
                if (file.Classification is { } found)
                {
                    sounds[file.Path] = new SoundFingerprint(file.Path, found, listener.Take(file.Path).Measure);
                    return;
                }

                problems.Add(new FileProblem(file.Path, file.Error!.Message));
            }
            catch (DrumClassifierException exception)
            {
                problems.Add(new FileProblem(file.Path, exception.Message));
            }
        }
    }
}
