using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DrumClassification.Library.Sounds;

/// <summary>
/// Says of most pairs of envelopes that differ that they do, from a few sums of each and without looking at the envelopes: never wrongly, and of the
/// others nothing. Immutable; thread-safe.
/// </summary>
/// <remarks>
/// The difference of two envelopes at a lag is the standard deviation of their differences d over N cells. Over a block of k cells of one band that are all
/// among those, with s the sum of d, the squares of d − mean add up to at least (s − k mean)² / k (Cauchy and Schwarz). So the sum over such blocks of the squares of
/// s less their own mean is at most k N difference². A block is used only where all its cells are audible in one of the two, and so counted, whatever the other is.
/// </remarks>
internal sealed class EnvelopeSketches
{
    /// <summary>Frames of a block.</summary>
    public const int BlockFrames = 4;

    private const int MostRows = (BandEnvelope.MostFrames - BandEnvelope.MostLag - BandEnvelope.EdgeFrames) / BlockFrames;

    private readonly short[] _sums;
    private readonly (int Frames, int Audible)[] _sizes;

    /// <summary>Makes them.</summary>
    /// <param name="envelopes">The envelopes, those together that are looked at together.</param>
    public EnvelopeSketches(IReadOnlyList<BandEnvelope> envelopes)
    {
        _sums = new short[envelopes.Count * MostRows * BandEnvelope.Bands];
        _sizes = new (int, int)[envelopes.Count];
        Parallel.For(0, envelopes.Count, index =>
        {
            BandEnvelope envelope = envelopes[index];
            _sizes[index] = (envelope.Frames, envelope.Audible()[^1]);
            for (int row = 0; row < Rows(index); row++)
            {
                Sum(envelope, FirstFrame(row), _sums.AsSpan(((index * MostRows) + row) * BandEnvelope.Bands, BandEnvelope.Bands));
            }
        });
    }

    /// <summary>Where a row of blocks begins: the first where every lag finds frames.</summary>
    public static int FirstFrame(int row) => BandEnvelope.MostLag + (row * BlockFrames);

    /// <summary>The sum of each band of a row of blocks, in steps of an envelope.</summary>
    public static void Sum(BandEnvelope envelope, int firstFrame, Span<short> sums)
    {
        ReadOnlySpan<byte> steps = envelope.Bytes.Slice(firstFrame * BandEnvelope.Bands, BlockFrames * BandEnvelope.Bands);
        for (int i = 0; i < steps.Length; i++)
        {
            sums[i % BandEnvelope.Bands] += steps[i];
        }
    }

    /// <summary>What compares an envelope, one of these or another, with these.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="most">The difference in dB up to which a pair must not be called different.</param>
    public EnvelopeProbe Probe(BandEnvelope envelope, float most) => new(this, envelope, most);

    /// <summary>How many rows of blocks lie in an envelope, its last frames left out.</summary>
    public int Rows(int index) => Math.Max(0, (Frames(index) - BandEnvelope.EdgeFrames - BandEnvelope.MostLag) / BlockFrames);

    /// <summary>How many frames it has.</summary>
    public int Frames(int index) => _sizes[index].Frames;

    /// <summary>How many of its cells are audible.</summary>
    public int Audible(int index) => _sizes[index].Audible;

    /// <summary>The sums of all rows of blocks, each band by band.</summary>
    public ReadOnlySpan<Vector256<short>> Sums(int index) =>
        MemoryMarshal.Cast<short, Vector256<short>>(_sums.AsSpan(index * MostRows * BandEnvelope.Bands, MostRows * BandEnvelope.Bands));
}
