namespace DrumClassification;

/// <summary>
/// Finds where a hit starts: from its attack backwards, as long as there is sound that belongs to it. Soft noise, hum, a click or an
/// offset before it do not count, because they are steady or stand apart.
/// </summary>
internal static class AttackFinder
{
    /// <summary>The attack is where the sound first comes this close to its peak, in dB.</summary>
    public const double AttackDecibels = -12;

    /// <summary>Between a hit and what stands apart from it lie so many seconds below the threshold.</summary>
    public const double GapSeconds = 0.04;

    /// <summary>Fewer windows before the attack than this do not tell what noise the recording has.</summary>
    public const int FewestNoiseWindows = 3;

    /// <summary>So many windows before the attack tell what noise the recording has.</summary>
    public const int MostNoiseWindows = 30;

    /// <summary>Noise's power within a millisecond varies by so much around its mean; what is louder is sound.</summary>
    public const double AboveNoise = 4;

    /// <summary>Over ten milliseconds the power of noise varies by no more than this.</summary>
    public const double Steady = 2.5;

    /// <summary>What is louder than this beside the peak is no noise, in dB.</summary>
    public const double LoudestNoiseDecibels = -24;

    /// <summary>Index of the sample where the hit starts.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="envelope">Its envelope, the windows filled.</param>
    /// <param name="offset">Its constant offset.</param>
    /// <param name="peak">Its largest distance from the offset, above 0.</param>
    /// <param name="thresholdDecibels">What is softer than this beside the peak is no part of the hit; below 0 dB.</param>
    public static int Find(ReadOnlySpan<float> samples, SoundEnvelope envelope, float offset, float peak, double thresholdDecibels)
    {
        int attack = FirstAbove(envelope, offset, peak * FromDecibels(AttackDecibels));
        float threshold = peak * FromDecibels(thresholdDecibels);
        double power = Math.Max((double)threshold * threshold, AboveNoise * NoisePower(envelope, peak, attack));
        int gap = envelope.Blocks(GapSeconds);
        int start = attack;
        for (int block = attack - 1; block >= 0 && start - block <= gap; block--)
        {
            if (envelope.Power(block, offset) >= power)
            {
                start = block;
            }
        }

        // The attack's first samples may lie at the end of the block before.
        float level = (float)Math.Sqrt(power);
        int first = Math.Max(0, start - 1) * envelope.BlockLength;
        int end = Math.Min(samples.Length, (start + 1) * envelope.BlockLength);
        for (int i = first; i < end; i++)
        {
            if (Math.Abs(samples[i] - offset) >= level)
            {
                return i;
            }
        }

        return start * envelope.BlockLength;
    }

    /// <summary>Power of the noise before the attack; 0 if what is there is not steady, or too short to tell.</summary>
    private static double NoisePower(SoundEnvelope envelope, float peak, int attack)
    {
        // The last window may hold the attack's own beginning.
        int last = (attack / envelope.WindowLength) - 1;
        int first = Math.Max(0, last - MostNoiseWindows);
        if (last - first < FewestNoiseWindows)
        {
            return 0;
        }

        double largest = 0;
        double smallest = double.MaxValue;
        double total = 0;
        foreach (double level in envelope.Levels[first..last])
        {
            largest = Math.Max(largest, level);
            smallest = Math.Min(smallest, level);
            total += level;
        }

        double limit = (double)peak * peak * FromDecibels(2 * LoudestNoiseDecibels);
        return largest <= Steady * smallest && largest <= limit ? total / (last - first) : 0;
    }

    private static int FirstAbove(SoundEnvelope envelope, float offset, float level)
    {
        int block = 0;
        while (envelope.Peak(block, offset) < level)
        {
            block++;
        }

        return block;
    }

    private static float FromDecibels(double decibels) => (float)Math.Pow(10, decibels / 20);
}
