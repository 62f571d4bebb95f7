using System.Numerics;

namespace DrumClassification.Tests;

public sealed class FrameBatchFftTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2048)]
    public unsafe void Power_spectra_agree_with_the_defining_sum_in_double_precision(int size)
    {
        FrameBatchFft fft = new(size);
        int lanes = FrameBatchFft.Lanes;
        using AlignedBuffer frames = new(size * lanes);
        using AlignedBuffer power = new(fft.Bins * lanes);
        Random random = new(size);
        double[][] signals = [.. Enumerable.Range(0, lanes).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextDouble() * 2 - 1).ToArray())];
        for (int n = 0; n < size; n++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                frames.Span[n * lanes + lane] = (float)(signals[lane][n] * 0.5);
            }
        }

        Complex[] roots = [.. Enumerable.Range(0, size).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / size))];
        fft.PowerSpectra(frames.Pointer, power.Pointer);

        for (int lane = 0; lane < lanes; lane++)
        {
            for (int bin = 0; bin < fft.Bins; bin++)
            {
                Complex sum = Complex.Zero;
                for (int n = 0; n < size; n++)
                {
                    sum += signals[lane][n] * roots[(int)((long)bin * n % size)];
                }

                double expected = sum.Magnitude * sum.Magnitude;
                Assert.Equal(expected, power.Span[bin * lanes + lane], 1e-4 * Math.Max(1, expected));
            }
        }
    }

    [Theory]
    [InlineData(64, 8)]
    [InlineData(64, 32)]
    [InlineData(64, 40)]
    [InlineData(512, 200)]
    [InlineData(1024, 384)]
    [InlineData(2048, 1026)]
    public unsafe void Frames_that_end_early_need_not_be_cleared(int size, int loaded)
    {
        int lanes = FrameBatchFft.Lanes;
        using AlignedBuffer cleared = new(size * lanes);
        using AlignedBuffer dirty = new(size * lanes);
        using AlignedBuffer expected = new((size / 2 + 1) * lanes);
        using AlignedBuffer actual = new((size / 2 + 1) * lanes);
        Random random = new(size);
        dirty.Span.Fill(7);
        for (int i = 0; i < loaded * lanes; i++)
        {
            cleared.Span[i] = dirty.Span[i] = random.NextSingle() - 0.5f;
        }

        new FrameBatchFft(size).PowerSpectra(cleared.Pointer, expected.Pointer);
        new FrameBatchFft(size, loaded).PowerSpectra(dirty.Pointer, actual.Pointer);

        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.Equal(expected.Span[i], actual.Span[i], 1e-5f * loaded));
    }
}
