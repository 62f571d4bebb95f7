using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>Picks the sounds of one part of a split.</summary>
internal static class SubsetSelector
{
    /// <summary>The sounds that are in the given part.</summary>
    /// <param name="subset">The part of it.</param>
    /// <param name="withoutSplit">Number of sounds that have no such split; they are left out.</param>
    /// <exception cref="DataSetException">No sound has such a split, or none is in that part.</exception>
    public static IReadOnlyList<Sound> Select(IReadOnlyList<Sound> sounds, SplitProtocol protocol, DataSplit subset, out int withoutSplit)
    {
        withoutSplit = sounds.Count(sound => sound.SplitBy(protocol) is null);
        string name = protocol.ToString().ToLowerInvariant();
        if (withoutSplit == sounds.Count)
        {
            throw new DataSetException($"The data has no {name} split, nor another in its place. Use --subset all.");
        }

        Sound[] selected = [.. sounds.Where(sound => sound.SplitBy(protocol) == subset)];
        return selected.Length > 0 ? selected
            : throw new DataSetException($"No sound is in the {subset.ToString().ToLowerInvariant()} part of the {name} split.");
    }
}
