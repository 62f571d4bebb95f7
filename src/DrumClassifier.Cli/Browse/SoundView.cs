using DrumClassification.Cli.Browse.Findings;

namespace DrumClassification.Cli.Browse;

/// <summary>A list of sounds that the page looks at a part of.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Version">Version of the index that it is of.</param>
/// <param name="Ids">The sounds, in order.</param>
/// <param name="Alike">How alike each of them is to the one that was asked for; null if none was.</param>
/// <param name="Notes">Why each was found; null if nothing was looked for.</param>
internal sealed record SoundView(int Number, long Version, long[] Ids, float[]? Alike, Dictionary<long, Finding>? Notes);
