using System.Globalization;

namespace DrumClassification.Tests;

/// <summary>
/// The same check as <see cref="LibrosaGoldenTests"/> on signals that a formula makes, against numbers that stand in
/// this project, so that it runs on any machine.
/// </summary>
public sealed class LibrosaCopiedNumbersTests
{
    [Theory]
    [InlineData("kick_22050")]
    [InlineData("kick_44100")]
    [InlineData("kick_48000")]
    [InlineData("kick_96000")]
    [InlineData("sweep_44100")]
    [InlineData("sweep_48000")]
    [InlineData("impulse_22050")]
    [InlineData("impulse0_44100")]
    public void Decibels_agree_with_the_copied_numbers(string name)
    {
        int rate = int.Parse(name[(name.IndexOf('_') + 1)..], CultureInfo.InvariantCulture);
        float[] samples = MakeSignal(name, rate);
        int frames = 1 + samples.Length / FrontEndSettings.Reference.HopLength;
        LogMelFrontEnd frontEnd = new(FrontEndSettings.Reference with { Frames = frames });
        float[] actual = new float[frontEnd.OutputLength];

        frontEnd.Compute(samples, rate, actual);

        int compared = 0;
        foreach (string[] row in ReadRows().Where(row => row[0] == name))
        {
            int band = int.Parse(row[1], CultureInfo.InvariantCulture);
            int frame = int.Parse(row[2], CultureInfo.InvariantCulture);
            double expected = double.Parse(row[3], CultureInfo.InvariantCulture);
            if (expected > -79)
            {
                Assert.Equal(expected, actual[band * frames + frame], 1e-3);
                compared++;
            }
        }

        Assert.True(compared >= 15, $"only {compared} numbers of '{name}' could be compared");
    }

    private static float[] MakeSignal(string name, int rate) => name.Split('_')[0] switch
    {
        "kick" => Sample(0.45, rate, t => 0.9 * Math.Sin(2 * Math.PI * (50 * t + 130 * 0.03 * (1 - Math.Exp(-t / 0.03)))) * Math.Exp(-t / 0.12)),
        "sweep" => Sample(1, rate, t =>
        {
            double k = Math.Log((rate == 44100 ? 20000.0 : 22000.0) / 20.0);
            return 0.8 * Math.Sin(2 * Math.PI * 20.0 / k * (Math.Exp(t * k) - 1));
        }),
        "impulse" => Impulse(rate / 2, 5000),
        "impulse0" => Impulse(8192, 0),
        _ => throw new ArgumentException($"no formula for '{name}'", nameof(name)),
    };

    private static float[] Sample(double seconds, int rate, Func<double, double> formula) =>
        [.. Enumerable.Range(0, (int)(seconds * rate)).Select(n => (float)formula(n / (double)rate))];

    private static float[] Impulse(int length, int at)
    {
        float[] samples = new float[length];
        samples[at] = 1;
        return samples;
    }

    private static IEnumerable<string[]> ReadRows() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "librosa.csv"))
            .Where(line => !line.StartsWith('#'))
            .Skip(1)
            .Select(line => line.Split(','));
}
