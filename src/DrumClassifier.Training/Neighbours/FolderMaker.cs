using DrumClassification.Training.Randomness;

namespace DrumClassification.Training.Neighbours;

/// <summary>Lays sounds into the folders that a stage is judged on: each sound in exactly one.</summary>
internal static class FolderMaker
{
    /// <summary>Sounds in a folder of one class, or of anything.</summary>
    public const int FolderSize = 48;

    /// <summary>The folders of one data set or several.</summary>
    /// <param name="seed">Decides what comes together in mixed folders and those of one class.</param>
    public static IReadOnlyList<HeardSound[]> Make(IReadOnlyList<HeardSound> sounds, FolderKind kind, int seed) => kind switch
    {
        FolderKind.Kit => [.. sounds.GroupBy(sound => sound.Folder).SelectMany(kit => kit.Chunk(NeighbourLimits.MostTogether))],
        FolderKind.OneClass => [.. sounds.GroupBy(sound => sound.Class).OrderBy(group => group.Key).SelectMany(group => Shuffled(group, seed).Chunk(FolderSize))],
        FolderKind.Mixed => [.. Shuffled(sounds, seed).Chunk(FolderSize)],
        _ => [.. sounds.Select(sound => new[] { sound })],
    };

    private static HeardSound[] Shuffled(IEnumerable<HeardSound> sounds, int seed)
    {
        HeardSound[] shuffled = [.. sounds];
        new Random(SeedMixer.Mix(seed, 2)).Shuffle(shuffled);
        return shuffled;
    }
}
