using System.Globalization;

namespace DrumClassification.Tests;

/// <summary>A library as musicians have it, with tiny sounds: kits in folders, names that repeat, content that repeats, old times.</summary>
internal static class KitTree
{
    private const int SampleRate = 8000;
    private const int Samples = 400;

    /// <summary>Makes the library.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="count">Number of sounds.</param>
    public static void Make(string folder, int count)
    {
        for (int i = 0; i < count; i++)
        {
            // Every tenth sound is the one before it once more.
            var random = new Random(i % 10 == 9 ? i - 1 : i);
            float[] samples = new float[Samples];
            for (int s = 0; s < samples.Length; s++)
            {
                samples[s] = (random.NextSingle() - 0.5f) * (1 - ((float)s / Samples));
            }

            string kit = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"Kit {i / 60}"), i % 3 == 0 ? "🥁 deep" : "");
            Directory.CreateDirectory(kit);
            string path = Path.Combine(kit, string.Create(CultureInfo.InvariantCulture, $"Sound {i % 60}.wav"));
            File.WriteAllBytes(path, WavWriter.ToBytes(samples, SampleRate));
            File.SetLastWriteTimeUtc(path, new DateTime(2004, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(i * 10007.1234567));
        }

        foreach (string inner in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories))
        {
            Directory.SetLastWriteTimeUtc(inner, new DateTime(2005, 5, 5, 5, 5, 5, DateTimeKind.Utc));
        }
    }
}
