namespace DrumClassification.Tests.Decoding;

/// <summary>Integers to encode.</summary>
internal static class FlacWaves
{
    /// <summary>Slow waves over almost the whole range, with a little noise; neighbouring channels are nearly each other's opposites.</summary>
    public static int[][] Slow(int channels, int length, int bits, int wastedBits = 0, int seed = 1)
    {
        Random random = new(seed);
        double full = Math.ScaleB(1, bits - 1 - wastedBits) - 1;
        return [.. Enumerable.Range(0, channels).Select(channel => Enumerable.Range(0, length).Select(i =>
        {
            double wave = (channel % 2 == 0 ? 0.97 : -0.97) * Math.Sin((0.031 * i) + (0.02 * channel));
            return (int)Math.Round(full * (wave + (0.02 * ((2 * random.NextDouble()) - 1)))) << wastedBits;
        }).ToArray())];
    }

    /// <summary>Everything from the lowest to the highest value, the ends among them.</summary>
    public static int[][] Noise(int channels, int length, int bits, int seed = 1)
    {
        Random random = new(seed);
        long half = 1L << (bits - 1);
        return [.. Enumerable.Range(0, channels).Select(_ => Enumerable.Range(0, length)
            .Select(i => (int)(i % 7 == 0 ? -half : i % 11 == 0 ? half - 1 : random.NextInt64(-half, half))).ToArray())];
    }
}
