using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>
/// Power spectra of several real frames at once: every SIMD lane carries one frame, so that the transform needs no
/// shuffles and every twiddle factor is one broadcast. Immutable and thread-safe; the caller owns the buffers.
/// </summary>
/// <remarks>
/// A real frame of N samples is packed into N/2 complex points, transformed in place by a decimation-in-frequency
/// radix-4 FFT (one radix-2 pass where N/2 is not a power of four) whose result stays in digit-reversed order, and
/// unpacked through a position table. Large transforms recurse into quarters, so that all but the first passes stay in
/// the first-level cache. Sources: Cooley and Tukey (1965); Gentleman and Sande (1966); Sorensen et al., "Real-valued
/// fast Fourier transform algorithms" (1987) for the packing.
/// </remarks>
internal sealed unsafe class FrameBatchFft
{
    /// <summary>Up to this many complex points a sub-transform runs pass by pass; it then fits the first-level cache.</summary>
    private const int IterativePoints = 256;

    private readonly int _points;
    private readonly FftStage[] _stages;
    private readonly int _loadedPoints;
    private readonly int[] _positions;
    private readonly float[] _unpackCosines;
    private readonly float[] _unpackSines;

    /// <summary>Prepares the tables.</summary>
    /// <param name="size">Frame length in samples, a power of two of at least 8.</param>
    public FrameBatchFft(int size)
        : this(size, size)
    {
    }

    /// <summary>Prepares the tables for frames whose end is 0.</summary>
    /// <param name="size">Frame length in samples, a power of two of at least 8.</param>
    /// <param name="loaded">Number of samples, even, from the start of a frame that may be other than 0. The rest is never read.</param>
    public FrameBatchFft(int size, int loaded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        if (!int.IsPow2(size))
        {
            throw new ArgumentException($"The FFT size must be a power of two; it is {size}.", nameof(size));
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(loaded % 2, 0);
        Size = size;
        _loadedPoints = loaded / 2;
        _points = size / 2;
        _stages = [.. FftStage.For(_points)];
        _positions = DigitReversal(_points);
        _unpackCosines = new float[_points / 2 + 1];
        _unpackSines = new float[_points / 2 + 1];
        for (int k = 0; k < _unpackCosines.Length; k++)
        {
            (double sine, double cosine) = Math.SinCos(-2.0 * Math.PI * k / size);
            _unpackCosines[k] = (float)cosine;
            _unpackSines[k] = (float)sine;
        }
    }

    /// <summary>How many frames are transformed at once.</summary>
    public static int Lanes => Vector<float>.Count;

    /// <summary>Frame length in samples.</summary>
    public int Size { get; }

    /// <summary>Number of bins of the power spectrum, Size / 2 + 1.</summary>
    public int Bins => _points + 1;

    /// <summary>
    /// Turns frames into power spectra.
    /// </summary>
    /// <param name="frames">
    /// Size × Lanes floats, sample-major: sample n of lane l stands at n × Lanes + l. Overwritten. The samples must
    /// have been halved (the window does it), which saves the factor ½ of the unpacking. Those past the loaded ones may be anything.
    /// </param>
    /// <param name="power">Receives Bins × Lanes floats, bin-major.</param>
    public void PowerSpectra(float* frames, float* power)
    {
        if (FftStage.CanStartShort(_points, _loadedPoints))
        {
            _stages[0].RunShort(frames, _loadedPoints);
            TransformQuarters(frames, _points, 1);
        }
        else
        {
            new Span<float>(frames + _loadedPoints * 2 * Lanes, (_points - _loadedPoints) * 2 * Lanes).Clear();
            Transform(frames, _points, 0);
        }

        Unpack(frames, power);
    }

    private void Transform(float* data, int points, int stage)
    {
        if (points <= IterativePoints)
        {
            int blockPoints = points;
            for (int s = stage; s < _stages.Length; s++)
            {
                _stages[s].Run(data, points / blockPoints);
                blockPoints /= _stages[s].Radix;
            }

            return;
        }

        _stages[stage].Run(data, 1);
        TransformQuarters(data, points, stage + 1);
    }

    private void TransformQuarters(float* data, int points, int stage)
    {
        int quarter = points / 4;
        for (int part = 0; part < 4; part++)
        {
            Transform(data + part * quarter * 2 * Lanes, quarter, stage);
        }
    }

    /// <summary>Separates the spectra of the even and odd samples, joins them and writes squared magnitudes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unpack(float* data, float* power)
    {
        int lanes = Lanes;
        int stride = 2 * lanes;

        // Bins 0 and N/2 are real; the halved input has to be made up for.
        Vector<float> re = Vector.Load(data);
        Vector<float> im = Vector.Load(data + lanes);
        Vector<float> sum = re + im;
        Vector<float> difference = re - im;
        Vector.Store(sum * sum * 4f, power);
        Vector.Store(difference * difference * 4f, power + _points * lanes);

        fixed (int* positions = _positions)
        fixed (float* cosines = _unpackCosines, sines = _unpackSines)
        {
            for (int k = 1; k <= _points / 2; k++)
            {
                float* a = data + positions[k] * stride;
                float* b = data + positions[_points - k] * stride;
                Vector<float> aRe = Vector.Load(a);
                Vector<float> aIm = Vector.Load(a + lanes);
                Vector<float> bRe = Vector.Load(b);
                Vector<float> bIm = Vector.Load(b + lanes);

                Vector<float> evenRe = aRe + bRe;
                Vector<float> evenIm = aIm - bIm;
                Vector<float> oddRe = aIm + bIm;
                Vector<float> oddIm = bRe - aRe;

                Vector<float> cosine = new(cosines[k]);
                Vector<float> sine = new(sines[k]);
                Vector<float> turnedRe = Vector.FusedMultiplyAdd(oddRe, cosine, -(oddIm * sine));
                Vector<float> turnedIm = Vector.FusedMultiplyAdd(oddRe, sine, oddIm * cosine);

                Vector<float> lowRe = evenRe + turnedRe;
                Vector<float> lowIm = evenIm + turnedIm;
                Vector<float> highRe = evenRe - turnedRe;
                Vector<float> highIm = evenIm - turnedIm;
                Vector.Store(Vector.FusedMultiplyAdd(lowRe, lowRe, lowIm * lowIm), power + k * lanes);
                Vector.Store(Vector.FusedMultiplyAdd(highRe, highRe, highIm * highIm), power + (_points - k) * lanes);
            }
        }
    }

    /// <summary>Where output k stands after the passes: each radix-4 pass sends residue r of k to the r-th quarter.</summary>
    private static int[] DigitReversal(int points)
    {
        int[] positions = new int[points];
        for (int k = 0; k < points; k++)
        {
            int rest = k;
            int size = points;
            int position = 0;
            while (size > 1)
            {
                int radix = size % 4 == 0 ? 4 : 2;
                size /= radix;
                position += rest % radix * size;
                rest /= radix;
            }

            positions[k] = position;
        }

        return positions;
    }
}
