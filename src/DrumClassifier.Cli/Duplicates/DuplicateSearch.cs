using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Duplicates;

/// <summary>Finds the duplicates among some files, with what an index knows of them.</summary>
/// <param name="streams">Where progress is shown.</param>
/// <param name="known">What is known of a file as it is now; null for nothing.</param>
internal sealed class DuplicateSearch(CliStreams streams, Func<string, StoredSound?> known)
{
    /// <summary>Files and folders that could not be read.</summary>
    public List<FileProblem> Problems { get; } = [];

    /// <summary>Finds groups of files of the same bytes.</summary>
    public List<IReadOnlyList<DuplicateFile>> FindExact(IReadOnlyList<string> files, CancellationToken cancellationToken) =>
        DuplicateGroups.Join(SameBytes(files, cancellationToken), [], new Dictionary<string, SoundFingerprint>());

    /// <summary>Finds groups of files of the same bytes, and of the same sound.</summary>
    /// <param name="files">The files.</param>
    /// <param name="classifier">Listens to those that are not known.</param>
    /// <param name="listener">Has heard what it decoded.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public async Task<List<IReadOnlyList<DuplicateFile>>> FindAsync(
        IReadOnlyList<string> files, IDrumClassifier classifier, SoundListener listener, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<string>> same = SameBytes(files, cancellationToken);

        // One of each set of identical files stands for all.
        HashSet<string> copies = [.. same.SelectMany(group => group.Skip(1))];
        HashSet<string> unreadable = [.. Problems.Select(problem => problem.Path)];
        string[] different = [.. files.Where(path => !copies.Contains(path) && !unreadable.Contains(path))];
        List<SoundFingerprint> read = [];
        List<IReadOnlyList<NearMember>> near = [];
        await ProgressDisplay.RunAsync(streams, "Listening", different.Length, quiet: false, async advance =>
        {
            (read, List<FileProblem> failed) = await new FingerprintReader(classifier, listener, known).ReadAsync(different, advance, cancellationToken);
            Problems.AddRange(failed);
        });
        await ProgressDisplay.RunAsync(streams, "Comparing", read.Count, quiet: false, advance =>
        {
            near = NearDuplicates.Find(read, advance, cancellationToken);
            return Task.CompletedTask;
        });
        return DuplicateGroups.Join(same, near, read.ToDictionary(sound => sound.Path));
    }

    private List<IReadOnlyList<string>> SameBytes(IEnumerable<string> files, CancellationToken cancellationToken) =>
        ContentGroups.Find(files, path => known(path)?.Known.Hash ?? FileContent.Hash(path, cancellationToken), Problems);
}
