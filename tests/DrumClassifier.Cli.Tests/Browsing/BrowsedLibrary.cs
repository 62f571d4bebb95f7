using System.Globalization;
using DrumClassification.Synthesis;

namespace DrumClassification.Tests.Browsing;

/// <summary>
/// A library of synthesised drums in folders of kits, with some that are there twice, some once more at another level, and some under the name of another class.
/// DRUMS_BROWSE_SOUNDS says how many; 300 unless it does.
/// </summary>
public sealed class BrowsedLibrary : BrowsedSounds
{
    private const int Rate = 44100;
    private const int OfKit = 60;
    private const int Formats = 4;

    // Every so many sounds one is a copy, one a quieter copy and one misnamed.
    private const int Period = 50;
    private static readonly int Wanted = int.Parse(Environment.GetEnvironmentVariable("DRUMS_BROWSE_SOUNDS") ?? "300", CultureInfo.InvariantCulture);

    /// <summary>Number of sounds, those in other formats too.</summary>
    public static int Count => Wanted + Formats;

    /// <summary>Number of sounds that have the bytes of the one before.</summary>
    public static int Copies => Wanted / Period;

    protected override void Make()
    {
        foreach (int kit in Enumerable.Range(0, ((Wanted - 1) / OfKit) + 1))
        {
            Directory.CreateDirectory(this[Kit(kit * OfKit)]);
        }

        Parallel.For(0, Wanted, index =>
        {
            // A copy, and a quieter one, are of the sound before.
            int drawn = index % Period is Period - 1 or Period - 2 ? index - (index % Period) + Period - 3 : index;
            string label = DrumLabels.All[drawn % DrumLabels.All.Count];
            string name = index % Period == Period / 2 ? DrumLabels.All[(drawn + 2) % DrumLabels.All.Count] : label;
            float[] samples = RandomDrums.Draw(label, new Random(drawn + 1000)).Settings.Render(Rate).Samples.ToArray();
            float level = index % Period == Period - 2 ? 0.4f : 1;
            File.WriteAllBytes(this[$"{Kit(index)}/{name} {index:0000}.wav"], WavWriter.ToBytes([.. samples.Select(sample => level * sample)], Rate));
        });
        WriteFormats(RandomDrums.Draw(DrumLabels.Snare, new Random(1)).Settings.Render(Rate).Samples.ToArray(), Rate);
    }

    private static string Kit(int index) => string.Create(CultureInfo.InvariantCulture, $"in/Kit {1 + (index / OfKit):000}");
}
