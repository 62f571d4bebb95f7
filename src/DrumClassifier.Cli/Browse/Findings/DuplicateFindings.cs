using System.Globalization;
using DrumClassification.Cli.Duplicates;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse.Findings;

/// <summary>The duplicates of an index as 'drums duplicates' groups them, the best of each group first. No file is read.</summary>
internal static class DuplicateFindings
{
    /// <summary>Files with the same bytes.</summary>
    public static List<Finding> FindSame(LibraryDatabase database)
    {
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        IReadOnlyList<string>[] same =
        [
            .. new SoundViews(database).WithSameContent()
                .GroupBy(sound => Convert.ToHexString(sound.Hash), StringComparer.Ordinal)
                .Select(group => group.Select(sound =>
                {
                    numbers[sound.Path] = sound.Id;
                    return sound.Path;
                }).ToArray()),
        ];
        return List(DuplicateGroups.Join(same, [], new Dictionary<string, SoundFingerprint>()), numbers);
    }

    /// <summary>Files with the same bytes, and of the same sound.</summary>
    /// <param name="database">The index.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public static List<Finding> FindNear(LibraryDatabase database, WorkProgress progress, CancellationToken cancellationToken)
    {
        if (database.LastModel() is not { } model)
        {
            return [];
        }

        List<StoredSound> all;
        using (var reader = new SoundReader(database))
        {
            all = reader.Stored(model.Id, model.Manifest.Labels);
        }

        // One of each set of identical files stands for all.
        StoredSound[][] contents =
        [
            .. all.GroupBy(sound => sound.Known.Hash is { } hash ? Convert.ToHexString(hash) : sound.Known.Path, StringComparer.Ordinal).Select(group => group.ToArray()),
        ];
        SoundFingerprint[] different = [.. contents.Select(group => new SoundFingerprint(group[0].Known.Path, group[0].Found, group[0].Measure))];
        progress.Begin(different.Length);
        List<IReadOnlyList<NearMember>> near = NearDuplicates.Find(different, progress.Advance, cancellationToken);
        string[][] same = [.. contents.Where(group => group.Length > 1).Select(group => group.Select(sound => sound.Known.Path).ToArray())];
        return List(
            DuplicateGroups.Join(same, near, different.ToDictionary(sound => sound.Path, StringComparer.Ordinal)),
            all.ToDictionary(sound => sound.Known.Path, sound => sound.Known.Id, StringComparer.Ordinal));
    }

    private static List<Finding> List(List<IReadOnlyList<DuplicateFile>> groups, Dictionary<string, long> numbers) =>
        [.. groups.SelectMany(group => group.Select(file => new Finding(numbers[file.Path], Note(file, group.Count), file.Kind != DuplicateKind.Best)))];

    private static string Note(DuplicateFile file, int count) => file.Kind switch
    {
        DuplicateKind.Best => string.Create(CultureInfo.InvariantCulture, $"group {file.Group}: the best of {count}"),
        DuplicateKind.Exact => string.Create(CultureInfo.InvariantCulture, $"group {file.Group}: the same bytes as {Name(file)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"group {file.Group}: {file.Difference:0.0} dB from {Name(file)}"),
    };

    private static string Name(DuplicateFile file) => Printable.Of(Path.GetFileName(file.Of!));
}
