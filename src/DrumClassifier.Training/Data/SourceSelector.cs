using DrumClassification.Tooling.CommandLine;

namespace DrumClassification.Training.Data;

/// <summary>Picks sounds by where they come from, for figures on sources that a model has never heard (leave one source out).</summary>
internal static class SourceSelector
{
    /// <summary>The sounds of the named sources.</summary>
    /// <param name="sources">Names as <see cref="Sound.Source"/> has them; empty takes every sound.</param>
    /// <exception cref="WrongUseException">No sound has such a source; the message lists those there are.</exception>
    public static IReadOnlyList<Sound> Only(IReadOnlyList<Sound> sounds, IReadOnlyList<string> sources)
    {
        RequireKnown(sounds, sources);
        return sources.Count == 0 ? sounds : [.. sounds.Where(sound => sources.Contains(sound.Source))];
    }

    /// <summary>Throws if a name is no source of any sound.</summary>
    /// <exception cref="WrongUseException">The message names it and lists those there are.</exception>
    public static void RequireKnown(IReadOnlyList<Sound> sounds, IReadOnlyList<string> sources)
    {
        string[] known = [.. sounds.Select(sound => sound.Source).Distinct().Order(StringComparer.Ordinal)];
        string[] unknown = [.. sources.Except(known)];
        if (unknown.Length > 0)
        {
            throw new WrongUseException(
                $"No sound has the source {string.Join(", ", unknown.Select(name => $"'{name}'"))}. The sources are: {string.Join(", ", known)}.");
        }
    }
}
