using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumClassification.Library.Sounds;

/// <summary>One envelope, made ready to be held against many sketches. Immutable; thread-safe.</summary>
/// <remarks>
/// Of every three lags one next to the other only the middle one is tried: how far the envelope itself moves from there to its neighbours is known beforehand, and with the
/// triangle inequality no neighbour is nearer to the other envelope than that.
/// </remarks>
internal sealed class EnvelopeProbe
{
    private const int Beside = 1;
    private const int Apart = (2 * Beside) + 1;
    private const int Centres = ((2 * BandEnvelope.MostLag) + 1) / Apart;
    private const double Rounding = 1.001;

    private readonly EnvelopeSketches _sketches;
    private readonly int _frames;
    private readonly int[] _audible;
    private readonly double _mostSquares;
    private readonly Row[][] _lags;

    /// <summary>Makes one; see <see cref="EnvelopeSketches.Probe"/>.</summary>
    public EnvelopeProbe(EnvelopeSketches sketches, BandEnvelope envelope, float most)
    {
        _sketches = sketches;
        _frames = envelope.Frames;
        _audible = envelope.Audible();
        double steps = most / BandEnvelope.StepDecibels;
        _mostSquares = EnvelopeSketches.BlockFrames * steps * steps * Rounding;
        _lags = [.. Enumerable.Range(0, Centres).Select(i => Rows(envelope, (i * Apart) + Beside - BandEnvelope.MostLag))];
    }

    /// <summary>False if the envelope and another one are surely different at every lag.</summary>
    /// <param name="other">The other's index.</param>
    public bool MayBeSame(int other)
    {
        int otherFrames = _sketches.Frames(other);

        // So many cells are compared at most, whatever the lag.
        int cells = Math.Min(
            _audible[Math.Min(_frames, otherFrames + BandEnvelope.MostLag)] + _sketches.Audible(other),
            BandEnvelope.Bands * Math.Min(_frames, otherFrames));
        float most = (float)Math.Sqrt(_mostSquares * cells);
        int rows = _sketches.Rows(other);
        ReadOnlySpan<Vector256<short>> sums = _sketches.Sums(other);
        foreach (Row[] lag in _lags)
        {
            if (!IsDifferent(lag.AsSpan(0, Math.Min(lag.Length, rows)), sums, most))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDifferent(ReadOnlySpan<Row> rows, ReadOnlySpan<Vector256<short>> others, float most)
    {
        // At most 250 a frame: that fits.
        Vector256<short> sums = Vector256<short>.Zero;
        Vector256<int> squares = Vector256<int>.Zero;
        for (int i = 0; i < rows.Length; i++)
        {
            ref readonly Row row = ref rows[i];
            Vector256<short> differences = (row.Sums - others[i]) & row.Mask;
            sums += differences;
            squares += Squares(differences);

            // What the squares are about their own mean.
            float sum = Vector256.Sum(Pairs(sums));
            float limit = most + row.Moved;
            if (Vector256.Sum(squares) - (sum * sum * row.Share) > limit * limit)
            {
                return true;
            }
        }

        return false;
    }

    private static Vector256<int> Squares(Vector256<short> values)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyAddAdjacent(values, values);
        }

        (Vector256<int> low, Vector256<int> high) = Vector256.Widen(values);
        return (low * low) + (high * high);
    }

    private static Vector256<int> Pairs(Vector256<short> values)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyAddAdjacent(values, Vector256<short>.One);
        }

        (Vector256<int> low, Vector256<int> high) = Vector256.Widen(values);
        return low + high;
    }

    private static Row[] Rows(BandEnvelope envelope, int lag)
    {
        var rows = new List<Row>();
        var moved = new (double Sum, double Squares)[Apart];
        int count = 0;
        for (int row = 0; EnvelopeSketches.FirstFrame(row) + lag + Beside + EnvelopeSketches.BlockFrames <= envelope.Frames - BandEnvelope.EdgeFrames; row++)
        {
            int first = EnvelopeSketches.FirstFrame(row) + lag;
            short[][] sums = [.. Enumerable.Range(0, Apart).Select(_ => new short[BandEnvelope.Bands])];
            for (int i = 0; i < Apart; i++)
            {
                EnvelopeSketches.Sum(envelope, first + i - Beside, sums[i]);
            }

            short[] mask = new short[BandEnvelope.Bands];
            for (int band = 0; band < mask.Length; band++)
            {
                // At all these lags.
                if (!IsAudible(envelope, first - Beside, first + Beside + EnvelopeSketches.BlockFrames, band))
                {
                    continue;
                }

                mask[band] = -1;
                count++;
                for (int i = 0; i < Apart; i++)
                {
                    double step = sums[i][band] - sums[Beside][band];
                    moved[i] = (moved[i].Sum + step, moved[i].Squares + (step * step));
                }
            }

            double most = moved.Max(side => Math.Sqrt(Math.Max(0, side.Squares - (count > 0 ? side.Sum * side.Sum / count : 0))));
            rows.Add(new Row(Vector256.Create(sums[Beside]), Vector256.Create(mask), count > 0 ? (float)(Rounding / count) : 0, (float)(most * Rounding)));
        }

        return [.. rows];
    }

    private static bool IsAudible(BandEnvelope envelope, int from, int to, int band)
    {
        for (int frame = from; frame < to; frame++)
        {
            if (envelope.Bytes[(frame * BandEnvelope.Bands) + band] <= BandEnvelope.Inaudible)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A row of blocks at a lag.</summary>
    /// <param name="Sums">The sum of each band.</param>
    /// <param name="Mask">All bits in bands that are audible.</param>
    /// <param name="Share">1 / number of audible blocks down to this row; 0 for none.</param>
    /// <param name="Moved">How far those are, down to this row, from what they are at the lags beside.</param>
    private readonly record struct Row(Vector256<short> Sums, Vector256<short> Mask, float Share, float Moved);
}
