using DrumClassification.Synthesis;
using DrumClassification.Training.Files;
using DrumClassification.Training.Randomness;

namespace DrumClassification.Training.Synthesis;

/// <summary>A data set of synthesised drums in kits, all of them training rows: their labels are what they were made as, so they prove nothing.</summary>
internal static class SyntheticDataSet
{
    private const int SoundsPerClassAndKit = 4;

    private static readonly int[] SampleRates = [16000, 22050, 32000, 44100];

    /// <summary>Number of sounds in one kit.</summary>
    public static int SoundsPerKit => SoundsPerClassAndKit * DrumLabels.All.Count;

    /// <summary>Writes kits of WAV files and a manifest. The same seed gives the same files.</summary>
    /// <param name="folder">A new or empty folder.</param>
    /// <param name="onKit">Called after every kit.</param>
    /// <param name="cancellationToken">Stops between two kits, without a manifest.</param>
    /// <exception cref="IOException">A file cannot be written, or is already there.</exception>
    public static void Write(string folder, int kits, int seed, Action onKit, CancellationToken cancellationToken)
    {
        object[][][] rows = new object[kits][][];
        Parallel.For(0, kits, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, kit =>
        {
            rows[kit] = [.. WriteKit(folder, $"synth-{kit + 1:0000}", new Random(SeedMixer.Mix(seed, kit)))];
            onKit();
        });
        CsvTable.Write(
            Path.Combine(folder, "manifest.csv"),
            ["path", "label", "fine", "source", "group", "split", "group_split", "sample_rate", "duration_s"],
            rows.SelectMany(kit => kit));
    }

    private static IEnumerable<object[]> WriteKit(string folder, string kit, Random random)
    {
        Directory.CreateDirectory(Path.Combine(folder, kit));
        int sampleRate = SampleRates[random.Next(SampleRates.Length)];
        foreach (string label in DrumLabels.All)
        {
            for (int i = 1; i <= SoundsPerClassAndKit; i++)
            {
                (string fine, DrumSettings settings) = RandomDrums.Draw(label, random);
                string path = $"{kit}/{fine}_{i}.wav";
                WavFile.WriteNew(Path.Combine(folder, path), settings.Render(sampleRate));
                yield return [path, label, fine, "synthesis", kit, "train", "train", sampleRate, settings.DurationSeconds];
            }
        }
    }
}
