using System.Globalization;
using System.Text;

namespace DrumClassification.Tests.Fitting;

/// <summary>A data set small enough to train on in a test: low decaying tones as kicks, bursts of noise as hats.</summary>
internal static class TinyDataSet
{
    public const int SampleRate = 16000;

    /// <summary>Writes a plain folder of class folders.</summary>
    public static void Write(string folder, int soundsPerClass = 16)
    {
        foreach (string label in (string[])["kick", "hat"])
        {
            Directory.CreateDirectory(Path.Combine(folder, label));
        }

        for (int i = 0; i < soundsPerClass; i++)
        {
            WavWriter.Write(Path.Combine(folder, "kick", $"{Name(i)}.wav"), Kick(i), SampleRate);
            WavWriter.Write(Path.Combine(folder, "hat", $"{Name(i)}.wav"), Hat(i), SampleRate);
        }
    }

    /// <summary>
    /// Writes the same sounds with a manifest: two sources, "east" and "west", eight groups of both classes, of which the last but one is
    /// validation and the last test.
    /// </summary>
    public static void WriteWithManifest(string folder, int soundsPerClass = 16)
    {
        const int Groups = 8;
        Write(folder, soundsPerClass);
        StringBuilder csv = new("path,label,fine,source,group,split,group_split\n");
        for (int i = 0; i < soundsPerClass; i++)
        {
            int group = i % Groups;
            string split = group == Groups - 1 ? "test" : group == Groups - 2 ? "validation" : "train";
            foreach (string label in (string[])["kick", "hat"])
            {
                // Every group is split over both sources, so that each has sounds in every part.
                string source = i < soundsPerClass / 2 ? "east" : "west";
                csv.Append(CultureInfo.InvariantCulture, $"{label}/{Name(i)}.wav,{label},{label},{source},kit{group},{split},{split}\n");
            }
        }

        File.WriteAllText(Path.Combine(folder, "manifest.csv"), csv.ToString());
    }

    public static float[] Kick(int variant) => Tones.Decaying(50 + 2 * variant, SampleRate, 0.25 + 0.01 * variant);

    public static float[] Hat(int variant)
    {
        Random random = new(variant);
        float[] samples = new float[2000 + 40 * variant];
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] = (float)((random.NextDouble() - random.NextDouble()) * Math.Exp(-n / 400.0));
        }

        return samples;
    }

    // Stems of letters that share nothing, so that every sound is a group of its own.
    private static string Name(int i) => new((char)('a' + i), 3);
}
