using DrumClassification.Cli.Input;

namespace DrumClassification.Cli.Duplicates;

/// <summary>Reads the fingerprints of many files on all processors.</summary>
internal static class FingerprintReader
{
    /// <summary>Reads the files.</summary>
    /// <param name="classifier">Must return embeddings.</param>
    /// <param name="paths">The files.</param>
    /// <param name="advance">Called after each file, by one thread at a time.</param>
    /// <param name="cancellationToken">Ends the call between files with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The fingerprints in the files' order, and the files that could not be read.</returns>
    public static async Task<(List<SoundFingerprint> Sounds, List<FileProblem> Problems)> ReadAsync(
        IDrumClassifier classifier, IReadOnlyList<string> paths, Action advance, CancellationToken cancellationToken)
    {
        var sounds = new SoundFingerprint?[paths.Count];
        var problems = new List<FileProblem>();
        var gate = new Lock();
        await Parallel.ForAsync(0, paths.Count, cancellationToken, (index, _) =>
        {
            FileProblem? problem = null;
            try
            {
                sounds[index] = SoundFingerprint.Read(paths[index], classifier);
            }
            catch (DrumClassifierException exception)
            {
                problem = new FileProblem(paths[index], exception.Message);
            }

            lock (gate)
            {
                if (problem is not null)
                {
                    problems.Add(problem);
                }

                advance();
            }

            return ValueTask.CompletedTask;
        });
        problems.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return ([.. sounds.OfType<SoundFingerprint>()], problems);
    }
}
