using System.Runtime.Intrinsics;

namespace DrumClassification.Library.Sounds;

/// <summary>
/// How loud a sound is over its first half second from the onset, in 16 mel bands up to 7.5 kHz, in dB below its loudest moment. Two
/// files of one sound have the same envelope whatever their level, format, silence in front or how early they are cut. Immutable.
/// </summary>
/// <remarks>
/// Kept in steps of 0.2 dB, a byte each: that is how an index stores it, and so sounds that were read now compare with stored ones as if all had been
/// read now. The error, 0.06 dB, is small beside the 1 dB that counts as different.
/// </remarks>
internal sealed class BandEnvelope
{
    /// <summary>Mel bands of a frame.</summary>
    public const int Bands = 16;

    private const int SampleRate = 16000;
    private const int Hop = 80;

    /// <summary>Frames of an envelope, at most.</summary>
    public const int MostFrames = 100;

    private const float RangeDecibels = 50;

    /// <summary>A step of <see cref="Bytes"/>, in dB.</summary>
    public const float StepDecibels = 0.2f;

    /// <summary>What lies further below the loudest moment (35 dB) in both sounds is noise of their formats and is not compared.</summary>
    public const byte Inaudible = (byte)((RangeDecibels - 35) / StepDecibels);

    /// <summary>Onsets found in two formats, or a start that was cut, may be this many frames (of 5 ms) apart.</summary>
    public const int MostLag = 4;

    /// <summary>A common part shorter than this (40 ms) says nothing.</summary>
    private const int FewestFrames = 8;

    /// <summary>Envelopes whose first frames, or the whole of them onset on onset, are further apart than this in dB are not looked at closer.</summary>
    private const float HopelessDecibels = 6;

    /// <summary>How many frames (80 ms) decide whether two sounds are worth a closer look.</summary>
    private const int FirstFrames = 16;

    /// <summary>The last frames of a sound that was cut see its end and are not compared.</summary>
    public const int EdgeFrames = 3;

    // A look at what has come together costs as much as two frames.
    private const int CheckedCells = 8 * Bands;
    private const double Rounding = 1 + 1e-6;

    // As the front end has it: the first sample within 30 dB of the peak.
    private const float OnsetShare = 0.0316f;

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

    private readonly byte[] _steps;
    private readonly int _frames;

    private BandEnvelope(byte[] steps)
    {
        _steps = steps;
        _frames = steps.Length / Bands;
    }

    /// <summary>Number of frames, of 5 ms.</summary>
    public int Frames => _frames;

    /// <summary>For each number of frames, 0 … all, how many cells of so many first ones are audible.</summary>
    public int[] Audible()
    {
        int[] counts = new int[_frames + 1];
        for (int i = 0; i < _steps.Length; i++)
        {
            counts[(i / Bands) + 1] += _steps[i] > Inaudible ? 1 : 0;
        }

        for (int frame = 0; frame < _frames; frame++)
        {
            counts[frame + 1] += counts[frame];
        }

        return counts;
    }

    /// <summary>The levels as they are stored: frame by frame, 16 bands each, in steps of 0.2 dB above −50 dB.</summary>
    public ReadOnlySpan<byte> Bytes => _steps;

    /// <summary>An envelope as it was stored.</summary>
    /// <param name="bytes">What <see cref="Bytes"/> gave: 1 … 100 frames of 16 bands.</param>
    /// <exception cref="FormatException">It cannot have come from there.</exception>
    public static BandEnvelope FromBytes(byte[] bytes) => bytes.Length is >= Bands and <= Bands * MostFrames && bytes.Length % Bands == 0
        ? new BandEnvelope(bytes)
        : throw new FormatException($"An envelope of {bytes.Length} bytes is none.");

    /// <summary>Computes a sound's envelope.</summary>
    /// <param name="samples">The sound, mono, −1 … 1; at least one sample.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="peak">Largest magnitude of the samples.</param>
    public static BandEnvelope Of(ReadOnlySpan<float> samples, int sampleRate, float peak)
    {
        float[] rows = new float[FrontEnd.OutputLength];
        FrontEnd.Compute(samples, sampleRate, rows);
        int onset = 0;
        while (onset < samples.Length - 1 && Math.Abs(samples[onset]) < OnsetShare * peak)
        {
            onset++;
        }

        double seconds = (samples.Length - onset) / (double)sampleRate;
        byte[] columns = new byte[Math.Min(MostFrames, 1 + (int)(seconds * SampleRate / Hop)) * Bands];
        for (int i = 0; i < columns.Length; i++)
        {
            float decibels = rows[(i % Bands * MostFrames) + (i / Bands)];
            columns[i] = (byte)MathF.Round(Math.Clamp(decibels + RangeDecibels, 0, RangeDecibels) / StepDecibels);
        }

        return new BandEnvelope(columns);
    }

    /// <summary>
    /// The root mean square difference in dB to another envelope over their common audible part, at the lag where it is least and with
    /// the mean difference (the level) taken out; infinite where the common part is too short or it begins quite differently.
    /// </summary>
    /// <param name="other">The other envelope.</param>
    /// <param name="most">Where the difference is more than this, it may be told larger than it is, which takes less time.</param>
    public float DifferenceTo(BandEnvelope other, float most = float.PositiveInfinity)
    {
        // Most pairs end here.
        int first = Math.Min(FirstFrames, Math.Min(_frames, other._frames)) * Bands;
        if (Deviation(_steps.AsSpan(0, first), other._steps.AsSpan(0, first), float.PositiveInfinity) > HopelessDecibels)
        {
            return float.PositiveInfinity;
        }

        float least = DifferenceAt(other, 0, Math.Max(most, HopelessDecibels));
        for (int lag = 1; lag <= MostLag && least < HopelessDecibels; lag++)
        {
            least = Math.Min(least, Math.Min(DifferenceAt(other, lag, most), DifferenceAt(other, -lag, most)));
        }

        return least;
    }

    private float DifferenceAt(BandEnvelope other, int lag, float most)
    {
        int start = Math.Max(0, lag);
        int otherStart = Math.Max(0, -lag);
        int left = _frames - start;
        int otherLeft = other._frames - otherStart;

        // Where both are as long, both end by themselves, and their ends may be compared.
        int common = Math.Min(left, otherLeft) - (Math.Abs(left - otherLeft) <= 1 ? 0 : EdgeFrames);
        return common < FewestFrames
            ? float.PositiveInfinity
            : Deviation(_steps.AsSpan(start * Bands, common * Bands), other._steps.AsSpan(otherStart * Bands, common * Bands), most);
    }

    /// <summary>In whole numbers, so that it is the same on every processor; infinite as soon as it is surely more than the most that is wanted.</summary>
    private static float Deviation(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, float most)
    {
        double mostSquare = Math.Pow(most / StepDecibels, 2) * Rounding;
        Vector256<short> inaudible = Vector256.Create((short)Inaudible);
        Vector256<short> counts = Vector256<short>.Zero;
        Vector256<short> sums = Vector256<short>.Zero;
        Vector256<int> squares = Vector256<int>.Zero;

        // A vector is a frame. 100 frames of differences up to 250 stay below what 16 bits hold.
        for (int i = 0; i < a.Length; i += Bands)
        {
            Vector256<short> left = Load(a, i);
            Vector256<short> right = Load(b, i);
            Vector256<short> counted = Vector256.GreaterThan(Vector256.Max(left, right), inaudible);
            Vector256<short> difference = (left - right) & counted;
            counts -= counted;
            sums += difference;
            (Vector256<int> low, Vector256<int> high) = Vector256.Widen(difference);
            squares += (low * low) + (high * high);

            // The rest may be alike in every cell, and does not make the squares about their mean less.
            int rest = a.Length - i - Bands;
            if (i % CheckedCells == CheckedCells - Bands && rest > 0 && Spread(counts, sums, squares, out int some) > mostSquare * (some + rest))
            {
                return float.PositiveInfinity;
            }
        }

        double spread = Spread(counts, sums, squares, out int cells);
        return cells < FewestFrames ? float.PositiveInfinity : StepDecibels * (float)Math.Sqrt(Math.Max(0, spread / cells));
    }

    /// <summary>The sum of the squares about their mean.</summary>
    private static double Spread(Vector256<short> counts, Vector256<short> sums, Vector256<int> squares, out int cells)
    {
        cells = Vector256.Sum(counts);
        (Vector256<int> even, Vector256<int> odd) = Vector256.Widen(sums);
        double sum = Vector256.Sum(even + odd);
        return cells == 0 ? 0 : Vector256.Sum(squares) - (sum * sum / cells);
    }

    private static Vector256<short> Load(ReadOnlySpan<byte> steps, int index)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(steps.Slice(index, Bands)));
        return Vector256.Create(low, high).AsInt16();
    }
}
