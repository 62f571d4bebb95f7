namespace DrumClassification.Modelling.Waveform;

/// <summary>Where the hit starts, as <see cref="AttackFinder"/> finds it, as a graph without a loop.</summary>
internal static class AttackGraph
{
    /// <summary>The sample where each hit starts, int64[batch, 1].</summary>
    /// <param name="envelope">The sounds.</param>
    /// <param name="thresholdDecibels">What is softer than this beside the peak is no part of the hit; below 0 dB.</param>
    public static GraphValue Find(EnvelopeGraph envelope, double thresholdDecibels)
    {
        GraphValue attack = (envelope.BlockPeaks >= envelope.Peak * FromDecibels(AttackFinder.AttackDecibels)).First();
        GraphValue power = (envelope.Peak * FromDecibels(thresholdDecibels)).Square().AtLeast(NoisePower(envelope, attack) * (float)AttackFinder.AboveNoise);
        GraphValue block = envelope.Block;
        GraphValue isLoud = (block.Equal(attack) | ((block < attack) & (envelope.BlockPowers >= power))).ToFloat();

        // Going back from the attack ends at the last gap before it: so many blocks none of which is loud.
        long gap = envelope.Blocks(AttackFinder.GapSeconds);
        GraphValue isGap = (isLoud.LargestAround(0, gap - 1) <= 0f) & (block + gap <= attack);
        GraphValue afterGap = isGap.Choose(block + gap, -1L).Largest(1);
        GraphValue start = (afterGap >= 0L).Choose(afterGap, isLoud.Best(keep: true));

        // The attack's first samples may lie at the end of the block before.
        GraphValue position = envelope.Input.Position;
        GraphValue first = (start - 1L).AtLeast(0L) * envelope.BlockLength;
        GraphValue end = (start + 1L) * envelope.BlockLength;
        GraphValue isAbove = (envelope.Input.Samples - envelope.Offset).Abs() >= power.Sqrt();
        GraphValue isStart = isAbove & (position >= first) & (position < end) & envelope.Input.IsSound;
        return isStart.Any().Choose(isStart.First(), start * envelope.BlockLength);
    }

    /// <summary>As <see cref="OnsetDetector"/>: the first sample above the threshold.</summary>
    public static GraphValue FindFirstSample(WaveformInput input, double thresholdDecibels)
    {
        GraphValue magnitude = input.Samples.Abs();
        return (magnitude >= magnitude.Largest(1) * FromDecibels(thresholdDecibels)).First();
    }

    /// <summary>Power of the noise before the attack, float[batch, 1]; 0 if what is there is not steady, or too short to tell.</summary>
    private static GraphValue NoisePower(EnvelopeGraph envelope, GraphValue attack)
    {
        GraphValue last = (attack / envelope.WindowLength) - 1L;
        GraphValue first = (last - AttackFinder.MostNoiseWindows).AtLeast(0L);
        GraphValue isBefore = (envelope.Window >= first) & (envelope.Window < last);
        GraphValue levels = isBefore.Choose(envelope.Levels, 0f);
        GraphValue largest = levels.Largest(1);
        GraphValue smallest = isBefore.Choose(envelope.Levels, EnvelopeGraph.Huge / 10).Smallest(1);
        GraphValue count = last - first;
        GraphValue limit = envelope.Peak.Square() * FromDecibels(2 * AttackFinder.LoudestNoiseDecibels);
        GraphValue isNoise = (count >= (long)AttackFinder.FewestNoiseWindows) & (largest <= smallest * (float)AttackFinder.Steady) & (largest <= limit);
        return isNoise.Choose(levels.Sum() / count.AtLeast(1L).ToFloat(), 0f);
    }

    private static float FromDecibels(double decibels) => (float)Math.Pow(10, decibels / 20);
}
