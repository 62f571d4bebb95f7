namespace DrumClassification;

/// <summary>
/// Decimates a sound, in stages of two, to the rate at which the long window of the low bands is computed: the frames of a fourth of the rate have a
/// fourth of the samples, and below the half-band filters' edge the same spectrum. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The filters are flat for sixty bins of the window above the highest bin that is used: what they change lies where the Hann window
/// lets less than −110 dB of it through to those bins.
/// </remarks>
internal sealed class LowBandDecimator
{
    private const int MostStages = 3;

    /// <summary>How far, in bins of the window's own length, the filters stay flat above the highest bin used.</summary>
    private const double MarginBins = 60;

    /// <summary>A half-band filter's edge in cycles per sample, above which it becomes too long to be worth its cost.</summary>
    private const double HighestEdge = 0.2;

    private const int SmallestTransform = 64;

    private readonly HalfBandDecimator[] _stages;

    private LowBandDecimator(HalfBandDecimator[] stages) => _stages = stages;

    /// <summary>Samples of the sound for one of the lower rate.</summary>
    public int Factor => 1 << _stages.Length;

    /// <summary>The way down that these settings allow; null if there is none.</summary>
    /// <param name="settings">Transform, hop and window, all of which have to be divisible.</param>
    /// <param name="sampleRate">Rate of the sound in Hz.</param>
    /// <param name="highestFrequency">Frequency in Hz up to which the spectrum has to be right.</param>
    public static LowBandDecimator? TryCreate(FrontEndSettings settings, int sampleRate, double highestFrequency)
    {
        double edge = highestFrequency + MarginBins * sampleRate / settings.LowBandWindowLength!.Value;
        List<HalfBandDecimator> stages = [];
        for (int factor = 2; factor <= 1 << MostStages; factor *= 2)
        {
            double relativeEdge = edge * (factor / 2) / sampleRate;
            if (relativeEdge > HighestEdge || settings.HopLength % factor != 0 || settings.FftSize / factor < SmallestTransform)
            {
                break;
            }

            stages.Add(new HalfBandDecimator(relativeEdge));
        }

        return stages.Count == 0 ? null : new LowBandDecimator([.. stages]);
    }

    /// <summary>Decimates a sound into a buffer; give it back with <see cref="SampleArrays.Return"/>.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="before">Receives how many samples of the result, which the filters made, lie before the sound's start.</param>
    /// <param name="length">Receives the number of samples; the buffer may be longer.</param>
    public float[] Decimate(ReadOnlySpan<float> samples, out int before, out int length)
    {
        float[]? last = null;
        before = 0;
        ReadOnlySpan<float> source = samples;
        foreach (HalfBandDecimator stage in _stages)
        {
            // The result starts where the filter first meets what there is, and ends where it leaves it.
            int added = (before + stage.Reach + 1) / 2;
            int offset = 2 * added - before;
            int count = (source.Length + offset + stage.Reach) / 2 + 1;
            float[] result = SampleArrays.Rent(count);
            stage.Run(source, offset, result.AsSpan(0, count));
            if (last is not null)
            {
                SampleArrays.Return(last);
            }

            last = result;
            source = result.AsSpan(0, count);
            before = added;
        }

        length = source.Length;
        return last!;
    }
}
