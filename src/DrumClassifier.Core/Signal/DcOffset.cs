namespace DrumClassification;

/// <summary>
/// The constant (DC) offset of a sound. The mean of all samples is none: a kick's is far from 0. An offset shows where the sound itself is
/// quiet: there the samples stay at one value that is not 0.
/// </summary>
internal static class DcOffset
{
    /// <summary>Share of the blocks, those of the least variance, that the offset is taken from.</summary>
    public const double QuietShare = 0.25;

    /// <summary>Fewer blocks of a millisecond than this may lie on the crest of one low wave.</summary>
    public const int FewestBlocks = 20;

    /// <summary>The means of the quiet blocks lie this close together relative to the offset.</summary>
    public const double LargestSpread = 0.25;

    /// <summary>An offset is above the rounding of 16 bits.</summary>
    public const double SmallestOffset = 2.0 / 32768;

    /// <summary>The offset; 0 if there is none for sure.</summary>
    /// <param name="envelope">The sound.</param>
    public static float Find(SoundEnvelope envelope)
    {
        int quiet = Math.Max(FewestBlocks, (int)(QuietShare * envelope.Count));
        if (envelope.Count < quiet)
        {
            return 0;
        }

        // All of those that are alike at the edge, such as digital silence, so that no order decides.
        float edge = envelope.LeastVariance(quiet);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < envelope.Count; i++)
        {
            if (envelope.Variance(i) <= edge)
            {
                double mean = envelope.Means[i];
                sum += mean;
                squares += mean * mean;
                count++;
            }
        }

        double offset = sum / count;
        double spread = Math.Sqrt(Math.Max(0, (squares / count) - (offset * offset)));
        return Math.Abs(offset) >= SmallestOffset && spread <= LargestSpread * Math.Abs(offset) ? (float)offset : 0;
    }
}
