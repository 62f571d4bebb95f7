using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>
/// A sound in blocks of about a millisecond, and its level in windows of ten: what is needed to tell where it starts, how loud it is and
/// how often it is struck. Reused from sound to sound; not thread-safe.
/// </summary>
internal sealed class SoundEnvelope
{
    /// <summary>How long a window lasts, in seconds.</summary>
    public const double WindowSeconds = 0.01;

    private const double BlockSeconds = 0.001;
    private const int ShortestBlock = 8;

    private float[] _means = [];
    private float[] _powers = [];
    private float[] _differences = [];
    private float[] _lows = [];
    private float[] _highs = [];
    private int[] _ranked = [];
    private double[] _levels = [];
    private double[] _treble = [];

    /// <summary>Rate of the samples in Hz.</summary>
    public int SampleRate { get; private set; }

    /// <summary>Samples of a block; the last one may be shorter.</summary>
    public int BlockLength { get; private set; }

    /// <summary>Number of blocks.</summary>
    public int Count { get; private set; }

    /// <summary>Mean of each block's samples.</summary>
    public ReadOnlySpan<float> Means => _means.AsSpan(0, Count);

    /// <summary>Smallest sample of each block.</summary>
    public ReadOnlySpan<float> Lows => _lows.AsSpan(0, Count);

    /// <summary>Largest sample of each block.</summary>
    public ReadOnlySpan<float> Highs => _highs.AsSpan(0, Count);

    /// <summary>Mean of the squares of each block's samples.</summary>
    public ReadOnlySpan<float> Powers => _powers.AsSpan(0, Count);

    /// <summary>Blocks of a window of ten milliseconds.</summary>
    public int WindowLength { get; private set; }

    /// <summary>Mean power of each window around the offset given to <see cref="FillWindows"/>.</summary>
    public ReadOnlySpan<double> Levels => _levels.AsSpan(0, (Count + WindowLength - 1) / WindowLength);

    /// <summary>Mean of the squares of the differences between neighbouring samples in each window: its power with high frequencies up.</summary>
    public ReadOnlySpan<double> Treble => _treble.AsSpan(0, Levels.Length);

    /// <summary>Samples of a block at a rate in Hz.</summary>
    public static int GetBlockLength(int sampleRate) => Math.Max(ShortestBlock, (int)Math.Round(BlockSeconds * sampleRate));

    /// <summary>Number of blocks that last so long at a rate in Hz, at least 1.</summary>
    public static int GetBlocks(double seconds, int sampleRate) => Math.Max(1, (int)Math.Round(seconds * sampleRate / GetBlockLength(sampleRate)));

    /// <summary>Number of blocks that last so long, at least 1.</summary>
    public int Blocks(double seconds) => GetBlocks(seconds, SampleRate);

    /// <summary>Measures a sound.</summary>
    /// <param name="samples">Mono samples, all finite and at most 1e15; at least one.</param>
    /// <param name="sampleRate">Their rate in Hz.</param>
    public void Measure(ReadOnlySpan<float> samples, int sampleRate)
    {
        SampleRate = sampleRate;
        BlockLength = GetBlockLength(sampleRate);
        Count = (samples.Length + BlockLength - 1) / BlockLength;
        if (_means.Length < Count)
        {
            int size = (int)BitOperations.RoundUpToPowerOf2((uint)Count);
            _means = new float[size];
            _powers = new float[size];
            _differences = new float[size];
            _lows = new float[size];
            _highs = new float[size];
            _ranked = new int[size];
            _levels = new double[size];
            _treble = new double[size];
        }

        WindowLength = Blocks(WindowSeconds);
        MeasureBlocks(samples);
    }

    /// <summary>The largest of the so many least variances of the blocks.</summary>
    /// <param name="count">How many, 1 … <see cref="Count"/>.</param>
    public float LeastVariance(int count)
    {
        for (int i = 0; i < Count; i++)
        {
            _ranked[i] = OrderedBits.Of(Variance(i));
        }

        return OrderedBits.ToSingle(OrderedBits.Select(_ranked.AsSpan(0, Count), count));
    }

    /// <summary>Variance of a block's samples.</summary>
    public float Variance(int block) => _powers[block] - (_means[block] * _means[block]);

    /// <summary>Fills <see cref="Levels"/> and <see cref="Treble"/>.</summary>
    /// <param name="offset">The sound's constant offset.</param>
    public void FillWindows(float offset)
    {
        for (int window = 0; window < Levels.Length; window++)
        {
            int start = window * WindowLength;
            int end = Math.Min(Count, start + WindowLength);
            double level = 0;
            double treble = 0;
            for (int block = start; block < end; block++)
            {
                level += Power(block, offset);
                treble += _differences[block];
            }

            _levels[window] = level / (end - start);
            _treble[window] = treble / (end - start);
        }
    }

    /// <summary>Mean power of a block around an offset.</summary>
    public double Power(int block, float offset) => offset == 0
        ? _powers[block]
        : Math.Max(0, _powers[block] - (2.0 * offset * _means[block]) + ((double)offset * offset));

    /// <summary>Largest distance of a block's samples from an offset.</summary>
    public float Peak(int block, float offset) => Math.Max(_highs[block] - offset, offset - _lows[block]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeasureBlocks(ReadOnlySpan<float> samples)
    {
        // The first block has no sample before it, and the last may be short: those are measured one sample after the other.
        int whole = BlockLength < Vector<float>.Count ? 1 : Math.Max(1, samples.Length / BlockLength);
        MeasureAlone(samples, 0);
        for (int index = whole; index < Count; index++)
        {
            MeasureAlone(samples, index);
        }

        // What the last vector of a block has in common with the one before it is not counted twice.
        int tail = BlockLength - Vector<float>.Count;
        int seen = BlockLength % Vector<float>.Count == 0 ? 0 : Vector<float>.Count - (BlockLength % Vector<float>.Count);
        Vector<float> isNew = Vector.AsVectorSingle(Vector.GreaterThanOrEqual(Vector<int>.Indices, new Vector<int>(seen)));
        ref float first = ref MemoryMarshal.GetReference(samples);
        for (int index = 1; index < whole; index++)
        {
            ref float block = ref Unsafe.Add(ref first, index * BlockLength);
            Vector<float> here = Vector.LoadUnsafe(ref Unsafe.Add(ref block, tail));
            Vector<float> lows = here;
            Vector<float> highs = here;
            Vector<float> step = (here - Vector.LoadUnsafe(ref Unsafe.Add(ref block, tail - 1))) & isNew;
            Vector<float> differences = step * step;
            here &= isNew;
            Vector<float> sums = here;
            Vector<float> powers = here * here;
            for (int i = 0; i < tail; i += Vector<float>.Count)
            {
                here = Vector.LoadUnsafe(ref Unsafe.Add(ref block, i));
                step = here - Vector.LoadUnsafe(ref Unsafe.Add(ref block, i - 1));
                sums += here;
                powers += here * here;
                differences += step * step;
                lows = Vector.MinNative(lows, here);
                highs = Vector.MaxNative(highs, here);
            }

            _means[index] = Vector.Sum(sums) / BlockLength;
            _powers[index] = Vector.Sum(powers) / BlockLength;
            _differences[index] = Vector.Sum(differences) / BlockLength;
            (_lows[index], _highs[index]) = SamplePeak.Range(lows, highs);
        }
    }

    private void MeasureAlone(ReadOnlySpan<float> samples, int index)
    {
        int start = index * BlockLength;
        ReadOnlySpan<float> block = samples.Slice(start, Math.Min(BlockLength, samples.Length - start));
        float before = start == 0 ? block[0] : samples[start - 1];
        float difference = 0;
        float sum = 0;
        float power = 0;
        float low = block[0];
        float high = block[0];
        foreach (float here in block)
        {
            sum += here;
            power += here * here;
            difference += (here - before) * (here - before);
            low = here < low ? here : low;
            high = here > high ? here : high;
            before = here;
        }

        _means[index] = sum / block.Length;
        _powers[index] = power / block.Length;
        _differences[index] = difference / block.Length;
        _lows[index] = low;
        _highs[index] = high;
    }
}
