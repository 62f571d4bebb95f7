using System.Numerics;

namespace DrumClassification.Cli.Duplicates;

/// <summary>
/// How loud a sound is over its first half second from the onset, in 16 mel bands up to 7.5 kHz, in dB below its loudest moment. Two
/// files of one sound have the same envelope whatever their level, format, silence in front or how early they are cut.
/// </summary>
internal sealed class BandEnvelope
{
    private const int SampleRate = 16000;
    private const int Bands = 16;
    private const int Hop = 80;
    private const int MostFrames = 100;
    private const float RangeDecibels = 50;

    /// <summary>What lies further below the loudest moment in both sounds is noise of their formats and is not compared.</summary>
    private const float AudibleDecibels = 35;

    /// <summary>Onsets found in two formats, or a start that was cut, may be this many frames (of 5 ms) apart.</summary>
    private const int MostLag = 4;

    /// <summary>A common part shorter than this (40 ms) says nothing.</summary>
    private const int FewestFrames = 8;

    /// <summary>Envelopes whose first frames, or the whole of them onset on onset, are further apart than this in dB are not looked at closer.</summary>
    private const float HopelessDecibels = 6;

    /// <summary>How many frames (80 ms) decide whether two sounds are worth a closer look.</summary>
    private const int FirstFrames = 16;

    /// <summary>The last frames of a sound that was cut see its end and are not compared.</summary>
    private const int EdgeFrames = 3;

    private static readonly LogMelFrontEnd FrontEnd = new(new FrontEndSettings
    {
        SampleRate = SampleRate,
        FftSize = 512,
        WindowLength = 512,
        HopLength = Hop,
        MelBands = Bands,
        MinFrequency = 40,
        MaxFrequency = 7500,
        Frames = MostFrames,
        OnsetThresholdDecibels = -30,
        MaxSeconds = MostFrames * Hop / (double)SampleRate,
        NormalizePeak = true,
        DynamicRangeDecibels = RangeDecibels,
        PaddingDecibels = -RangeDecibels,
    });

    private readonly float[] _decibels;
    private readonly int _frames;

    private BandEnvelope(float[] decibels, int frames)
    {
        _decibels = decibels;
        _frames = frames;
    }

    /// <summary>Computes a sound's envelope.</summary>
    /// <param name="clip">The sound.</param>
    /// <param name="onset">Index of the sample where it starts.</param>
    public static BandEnvelope Of(AudioClip clip, int onset)
    {
        float[] rows = new float[FrontEnd.OutputLength];
        FrontEnd.Compute(clip.Samples, clip.SampleRate, rows);
        float[] columns = new float[rows.Length];
        for (int band = 0; band < Bands; band++)
        {
            for (int frame = 0; frame < MostFrames; frame++)
            {
                columns[(frame * Bands) + band] = rows[(band * MostFrames) + frame];
            }
        }

        double seconds = (clip.Samples.Length - onset) / (double)clip.SampleRate;
        return new BandEnvelope(columns, Math.Min(MostFrames, 1 + (int)(seconds * SampleRate / Hop)));
    }

    /// <summary>
    /// The root mean square difference in dB to another envelope over their common audible part, at the lag where it is least and with
    /// the mean difference (the level) taken out; infinite where the common part is too short or it begins quite differently.
    /// </summary>
    public float DifferenceTo(BandEnvelope other)
    {
        // Most pairs end here, and there are as many pairs as sounds squared.
        int first = Math.Min(FirstFrames, Math.Min(_frames, other._frames)) * Bands;
        if (Deviation(_decibels.AsSpan(0, first), other._decibels.AsSpan(0, first)) > HopelessDecibels)
        {
            return float.PositiveInfinity;
        }

        float least = DifferenceAt(other, 0);
        for (int lag = 1; lag <= MostLag && least < HopelessDecibels; lag++)
        {
            least = Math.Min(least, Math.Min(DifferenceAt(other, lag), DifferenceAt(other, -lag)));
        }

        return least;
    }

    private float DifferenceAt(BandEnvelope other, int lag)
    {
        int start = Math.Max(0, lag);
        int otherStart = Math.Max(0, -lag);
        int left = _frames - start;
        int otherLeft = other._frames - otherStart;

        // Where both are as long, both end by themselves, and their ends may be compared.
        int common = Math.Min(left, otherLeft) - (Math.Abs(left - otherLeft) <= 1 ? 0 : EdgeFrames);
        return common < FewestFrames
            ? float.PositiveInfinity
            : Deviation(_decibels.AsSpan(start * Bands, common * Bands), other._decibels.AsSpan(otherStart * Bands, common * Bands));
    }

    private static float Deviation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> audible = new(-AudibleDecibels);
        Vector<float> count = Vector<float>.Zero;
        Vector<float> sum = Vector<float>.Zero;
        Vector<float> squares = Vector<float>.Zero;

        // Both are whole numbers of frames, and a frame is a whole number of vectors on every processor there is.
        for (int i = 0; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> left = new(a[i..]);
            Vector<float> right = new(b[i..]);
            Vector<int> counted = Vector.GreaterThan(Vector.Max(left, right), audible);
            Vector<float> difference = Vector.ConditionalSelect(counted, left - right, Vector<float>.Zero);
            count += Vector.ConditionalSelect(counted, Vector<float>.One, Vector<float>.Zero);
            sum += difference;
            squares += difference * difference;
        }

        float cells = Vector.Sum(count);
        if (cells < FewestFrames)
        {
            return float.PositiveInfinity;
        }

        float mean = Vector.Sum(sum) / cells;
        return MathF.Sqrt(Math.Max(0, (Vector.Sum(squares) / cells) - (mean * mean)));
    }
}
