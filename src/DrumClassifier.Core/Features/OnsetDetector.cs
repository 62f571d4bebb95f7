namespace DrumClassification;

/// <summary>Finds where a one-shot starts.</summary>
internal static class OnsetDetector
{
    /// <summary>Index of the first sample within a number of dB of the peak; 0 for silence.</summary>
    /// <param name="samples">Mono samples.</param>
    /// <param name="thresholdDecibels">Threshold relative to the peak, below 0 dB.</param>
    public static int FindOnset(ReadOnlySpan<float> samples, double thresholdDecibels)
    {
        float threshold = SamplePeak.Of(samples) * (float)Math.Pow(10.0, thresholdDecibels / 20.0);
        for (int i = 0; i < samples.Length; i++)
        {
            if (Math.Abs(samples[i]) >= threshold)
            {
                return i;
            }
        }

        return 0;
    }
}
