using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>One pass of butterflies with its twiddle factors.</summary>
internal sealed unsafe class FftStage
{
    private readonly int _size;
    private readonly float[] _twiddles;

    private FftStage(int size)
    {
        _size = size;
        Radix = size % 4 == 0 ? 4 : 2;
        int quarter = size / 4;
        _twiddles = new float[quarter * 6];
        for (int j = 0; j < quarter; j++)
        {
            for (int power = 1; power <= 3; power++)
            {
                (double sine, double cosine) = Math.SinCos(-2.0 * Math.PI * j * power / size);
                _twiddles[j * 6 + (power - 1) * 2] = (float)cosine;
                _twiddles[j * 6 + (power - 1) * 2 + 1] = (float)sine;
            }
        }
    }

    public int Radix { get; }

    public static IEnumerable<FftStage> For(int points)
    {
        while (points > 1)
        {
            FftStage stage = new(points);
            yield return stage;
            points /= stage.Radix;
        }
    }

    /// <summary>Runs the pass over neighbouring blocks of this stage's size.</summary>
    public void Run(float* data, int blocks)
    {
        if (Radix == 2)
        {
            RunRadix2(data, blocks);
        }
        else if (_size == 4)
        {
            RunRadix4<Untwiddled>(data, blocks);
        }
        else
        {
            RunRadix4<Twiddled>(data, blocks);
        }
    }

    /// <summary>Whether <see cref="RunShort"/> can be the first pass of a transform: the second half of its input is 0.</summary>
    public static bool CanStartShort(int points, int loaded) => points > 4 && points % 4 == 0 && loaded <= points / 2;

    /// <summary>The pass over one block whose points from <paramref name="loaded"/> on are 0 and not read: most of the sums fall away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunShort(float* data, int loaded)
    {
        int lanes = FrameBatchFft.Lanes;
        int quarter = _size / 4 * 2 * lanes;
        fixed (float* twiddles = _twiddles)
        {
            for (int j = 0; j < _size / 4; j++)
            {
                float* w = twiddles + j * 6;
                float* p0 = data + j * 2 * lanes;
                float* p1 = p0 + quarter;
                Vector<float> re = Vector.Load(p0);
                Vector<float> im = Vector.Load(p0 + lanes);
                Vector<float> nextRe = default;
                Vector<float> nextIm = default;
                if (j >= loaded)
                {
                    re = default;
                    im = default;
                }
                else if (j + _size / 4 < loaded)
                {
                    nextRe = Vector.Load(p1);
                    nextIm = Vector.Load(p1 + lanes);
                }

                Vector.Store(re + nextRe, p0);
                Vector.Store(im + nextIm, p0 + lanes);
                Twiddled.Store(p1, lanes, re + nextIm, im - nextRe, new(w[0]), new(w[1]));
                Twiddled.Store(p1 + quarter, lanes, re - nextRe, im - nextIm, new(w[2]), new(w[3]));
                Twiddled.Store(p1 + 2 * quarter, lanes, re - nextIm, im + nextRe, new(w[4]), new(w[5]));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunRadix4<TTurn>(float* data, int blocks)
        where TTurn : struct, ITwiddle
    {
        int lanes = FrameBatchFft.Lanes;
        int quarter = _size / 4 * 2 * lanes;
        int blockStride = _size * 2 * lanes;
        fixed (float* twiddles = _twiddles)
        {
            // The twiddle factors of one j serve every block before the next j's are fetched.
            for (int j = 0; j < _size / 4; j++)
            {
                float* w = twiddles + j * 6;
                Vector<float> w1Re = new(w[0]);
                Vector<float> w1Im = new(w[1]);
                Vector<float> w2Re = new(w[2]);
                Vector<float> w2Im = new(w[3]);
                Vector<float> w3Re = new(w[4]);
                Vector<float> w3Im = new(w[5]);
                float* p0 = data + j * 2 * lanes;
                for (int block = 0; block < blocks; block++, p0 += blockStride)
                {
                    float* p1 = p0 + quarter;
                    float* p2 = p1 + quarter;
                    float* p3 = p2 + quarter;
                    Vector<float> a0Re = Vector.Load(p0);
                    Vector<float> a0Im = Vector.Load(p0 + lanes);
                    Vector<float> a1Re = Vector.Load(p1);
                    Vector<float> a1Im = Vector.Load(p1 + lanes);
                    Vector<float> a2Re = Vector.Load(p2);
                    Vector<float> a2Im = Vector.Load(p2 + lanes);
                    Vector<float> a3Re = Vector.Load(p3);
                    Vector<float> a3Im = Vector.Load(p3 + lanes);

                    Vector<float> s02Re = a0Re + a2Re;
                    Vector<float> s02Im = a0Im + a2Im;
                    Vector<float> d02Re = a0Re - a2Re;
                    Vector<float> d02Im = a0Im - a2Im;
                    Vector<float> s13Re = a1Re + a3Re;
                    Vector<float> s13Im = a1Im + a3Im;
                    Vector<float> d13Re = a1Re - a3Re;
                    Vector<float> d13Im = a1Im - a3Im;

                    Vector.Store(s02Re + s13Re, p0);
                    Vector.Store(s02Im + s13Im, p0 + lanes);
                    TTurn.Store(p1, lanes, d02Re + d13Im, d02Im - d13Re, w1Re, w1Im);
                    TTurn.Store(p2, lanes, s02Re - s13Re, s02Im - s13Im, w2Re, w2Im);
                    TTurn.Store(p3, lanes, d02Re - d13Im, d02Im + d13Re, w3Re, w3Im);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRadix2(float* data, int blocks)
    {
        int stride = 2 * FrameBatchFft.Lanes;
        for (int block = 0; block < blocks; block++)
        {
            float* p0 = data + block * 2 * stride;
            float* p1 = p0 + stride;
            for (int part = 0; part < stride; part += FrameBatchFft.Lanes)
            {
                Vector<float> a = Vector.Load(p0 + part);
                Vector<float> b = Vector.Load(p1 + part);
                Vector.Store(a + b, p0 + part);
                Vector.Store(a - b, p1 + part);
            }
        }
    }

    /// <summary>What is done with a difference before it is stored; a type, so that each pass is compiled for its own.</summary>
    private interface ITwiddle
    {
        static abstract void Store(float* target, int lanes, Vector<float> re, Vector<float> im, Vector<float> twiddleRe, Vector<float> twiddleIm);
    }

    /// <summary>Multiplies by the twiddle factor.</summary>
    private readonly struct Twiddled : ITwiddle
    {
        public static void Store(float* target, int lanes, Vector<float> re, Vector<float> im, Vector<float> twiddleRe, Vector<float> twiddleIm)
        {
            Vector.Store(Vector.FusedMultiplyAdd(re, twiddleRe, -(im * twiddleIm)), target);
            Vector.Store(Vector.FusedMultiplyAdd(re, twiddleIm, im * twiddleRe), target + lanes);
        }
    }

    /// <summary>In the last pass every twiddle factor is 1.</summary>
    private readonly struct Untwiddled : ITwiddle
    {
        public static void Store(float* target, int lanes, Vector<float> re, Vector<float> im, Vector<float> twiddleRe, Vector<float> twiddleIm)
        {
            Vector.Store(re, target);
            Vector.Store(im, target + lanes);
        }
    }
}
