namespace DrumClassification.Tests.Signal;

public class SoundEnvelopeTests
{
    [Theory]
    [InlineData(4_000, 3_001)]
    [InlineData(16_000, 16_000)]
    [InlineData(22_050, 22_057)]
    [InlineData(44_100, 50_000)]
    [InlineData(48_000, 47)]
    [InlineData(44_100, 1)]
    [InlineData(96_000, 96_001)]
    public void Each_block_has_the_figures_that_a_plain_loop_finds(int sampleRate, int count)
    {
        Random random = new(count);
        float[] samples = [.. Enumerable.Range(0, count).Select(i => (float)((0.1 * Math.Sin(i * 0.01)) + random.NextDouble() - 0.4))];
        SoundEnvelope envelope = new();
        envelope.Measure(samples, sampleRate);
        Assert.Equal((count + envelope.BlockLength - 1) / envelope.BlockLength, envelope.Count);
        envelope.FillWindows(0);

        for (int i = 0; i < envelope.Count; i++)
        {
            float[] block = samples[(i * envelope.BlockLength)..Math.Min(count, (i + 1) * envelope.BlockLength)];
            Assert.Equal(block.Average(), envelope.Means[i], 1e-5f);
            Assert.Equal(block.Average(sample => (double)sample * sample), envelope.Powers[i], 1e-5);
            Assert.Equal(block.Min(), envelope.Lows[i]);
            Assert.Equal(block.Max(), envelope.Highs[i]);
        }

        for (int i = 0; i < envelope.Treble.Length; i++)
        {
            IEnumerable<double> blocks = Enumerable.Range(i * envelope.WindowLength, envelope.WindowLength).Where(block => block < envelope.Count).Select(Differences);
            Assert.Equal(blocks.Average(), envelope.Treble[i], 1e-5);
        }

        double Differences(int block)
        {
            int start = block * envelope.BlockLength;
            return Enumerable.Range(start, Math.Min(envelope.BlockLength, count - start)).Average(i => Math.Pow(samples[i] - samples[Math.Max(0, i - 1)], 2));
        }
    }

    [Fact]
    public void The_quiet_blocks_edge_is_the_sorted_ones()
    {
        float[] samples = [.. Enumerable.Range(0, 9_000).Select(i => (float)(Math.Sin(i * 0.05) * Math.Exp(-i / 2_000.0)))];
        SoundEnvelope envelope = new();
        envelope.Measure(samples, 16_000);
        float[] sorted = [.. Enumerable.Range(0, envelope.Count).Select(envelope.Variance).Order()];
        Assert.All(Enumerable.Range(1, envelope.Count), count => Assert.Equal(sorted[count - 1], envelope.LeastVariance(count)));
    }
}
