using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>
/// Triangular mel filters over the bins of a power spectrum, stored sparsely: each band only holds the bins that it
/// weights. The formulas are those of Slaney's Auditory Toolbox (1998) as librosa 0.11 uses them.
/// </summary>
internal sealed unsafe class MelFilterBank
{
    private readonly double[] _edges;

    private MelFilterBank(double[] edges, int[] firstBins, int[] offsets, float[] weights)
    {
        _edges = edges;
        FirstBins = firstBins;
        Offsets = offsets;
        Weights = weights;
    }

    /// <summary>Number of bands.</summary>
    public int Bands => FirstBins.Length;

    /// <summary>For each band, the first bin it weights.</summary>
    public int[] FirstBins { get; }

    /// <summary>For each band, where its weights start; one entry more than bands.</summary>
    public int[] Offsets { get; }

    /// <summary>The weights of all bands, one band after the other.</summary>
    public float[] Weights { get; }

    /// <summary>One past the highest bin that any of the first <paramref name="bands"/> bands weights.</summary>
    public int EndBin(int bands)
    {
        int end = 0;
        for (int band = 0; band < bands; band++)
        {
            end = Math.Max(end, FirstBins[band] + Offsets[band + 1] - Offsets[band]);
        }

        return end;
    }

    /// <summary>How many bands, from the lowest, have their centre below a frequency in Hz.</summary>
    public int CountBandsBelow(double frequency) => _edges.AsSpan(1, Bands).ToArray().Count(centre => centre < frequency);

    /// <summary>Builds the filters for one sampling rate.</summary>
    public static MelFilterBank Create(FrontEndSettings settings, int sampleRate)
    {
        int bins = settings.FftSize / 2 + 1;
        double highest = Math.Min(settings.MaxFrequency ?? sampleRate / 2.0, sampleRate / 2.0);
        double[] edges = BandEdges(settings, highest);

        int[] firstBins = new int[settings.MelBands];
        int[] offsets = new int[settings.MelBands + 1];
        List<float> weights = [];
        for (int band = 0; band < settings.MelBands; band++)
        {
            double lower = edges[band];
            double centre = edges[band + 1];
            double upper = edges[band + 2];
            double scale = settings.MelNormalization == MelNormalization.Slaney ? 2.0 / (upper - lower) : 1.0;
            bool started = false;
            for (int bin = 0; bin < bins; bin++)
            {
                double frequency = (double)bin * sampleRate / settings.FftSize;
                double weight = Math.Min((frequency - lower) / (centre - lower), (upper - frequency) / (upper - centre));
                if (weight > 0)
                {
                    if (!started)
                    {
                        firstBins[band] = bin;
                        started = true;
                    }

                    weights.Add((float)(weight * scale));
                }
                else if (started)
                {
                    break;
                }
            }

            offsets[band + 1] = weights.Count;
        }

        return new MelFilterBank(edges, firstBins, offsets, [.. weights]);
    }

    /// <summary>Filters the power spectra of as many frames as there are lanes.</summary>
    /// <param name="bands">The bands to compute.</param>
    /// <param name="spectra">Power, bin-major, a frame a lane.</param>
    /// <param name="valid">How many of the lanes are frames.</param>
    /// <param name="output">Receives mel bands × columns values, row-major.</param>
    /// <param name="column">Column of the first frame.</param>
    /// <param name="columns">How many frames the output has room for; the others are left out.</param>
    /// <returns>The largest mel power of any frame, kept or not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Apply(Range bands, float* spectra, int valid, Span<float> output, int column, int columns)
    {
        int lanes = FrameBatchFft.Lanes;
        int kept = Math.Clamp(columns - column, 0, valid);
        Vector<float> largest = Vector<float>.Zero;
        (int firstBand, int count) = bands.GetOffsetAndLength(Bands);
        fixed (int* firstBins = FirstBins, offsets = Offsets)
        fixed (float* weights = Weights, target = output)
        {
            for (int band = firstBand; band < firstBand + count; band++)
            {
                // Two sums, so that one multiply-add need not wait for the one before.
                Vector<float> even = Vector<float>.Zero;
                Vector<float> odd = Vector<float>.Zero;
                float* power = spectra + firstBins[band] * lanes;
                int i = offsets[band];
                int end = offsets[band + 1];
                for (; i + 1 < end; i += 2, power += 2 * lanes)
                {
                    even = Vector.FusedMultiplyAdd(Vector.Load(power), new Vector<float>(weights[i]), even);
                    odd = Vector.FusedMultiplyAdd(Vector.Load(power + lanes), new Vector<float>(weights[i + 1]), odd);
                }

                if (i < end)
                {
                    even = Vector.FusedMultiplyAdd(Vector.Load(power), new Vector<float>(weights[i]), even);
                }

                Vector<float> sum = even + odd;
                largest = Vector.Max(largest, sum);
                float* row = target + band * columns + column;
                if (kept == lanes)
                {
                    Vector.Store(sum, row);
                }
                else
                {
                    for (int lane = 0; lane < kept; lane++)
                    {
                        row[lane] = sum[lane];
                    }
                }
            }
        }

        // Lanes past the last frame hold the sound's end a second time; they must not count.
        float maximum = 0;
        for (int lane = 0; lane < valid; lane++)
        {
            maximum = Math.Max(maximum, largest[lane]);
        }

        return maximum;
    }

    /// <summary>The MelBands + 2 corner frequencies in Hz, evenly spaced on the mel scale.</summary>
    private static double[] BandEdges(FrontEndSettings settings, double highest)
    {
        double low = ToMel(settings.MinFrequency, settings);
        double high = ToMel(highest, settings);
        double[] edges = new double[settings.MelBands + 2];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = ToHertz(low + (high - low) * i / (edges.Length - 1), settings);
        }

        return edges;
    }

    /// <summary>A frequency on the settings' mel scale.</summary>
    public static double ToMel(double hertz, FrontEndSettings settings)
    {
        if (settings.MelScale == MelScale.Htk)
        {
            return 2595.0 * Math.Log10(1.0 + hertz / settings.MelBreakFrequency);
        }

        return hertz < SlaneyBreakHertz
            ? hertz / SlaneyLinearStep
            : SlaneyBreakMel + Math.Log(hertz / SlaneyBreakHertz) / SlaneyLogStep;
    }

    private static double ToHertz(double mel, FrontEndSettings settings)
    {
        if (settings.MelScale == MelScale.Htk)
        {
            return settings.MelBreakFrequency * (Math.Pow(10.0, mel / 2595.0) - 1.0);
        }

        return mel < SlaneyBreakMel
            ? mel * SlaneyLinearStep
            : SlaneyBreakHertz * Math.Exp(SlaneyLogStep * (mel - SlaneyBreakMel));
    }

    // Slaney's scale: 15 mel at 1 kHz reached linearly, above that a factor of 6.4 every 27 mel.
    private const double SlaneyLinearStep = 200.0 / 3.0;
    private const double SlaneyBreakHertz = 1000.0;
    private const double SlaneyBreakMel = SlaneyBreakHertz / SlaneyLinearStep;
    private static readonly double SlaneyLogStep = Math.Log(6.4) / 27.0;
}
