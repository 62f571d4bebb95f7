using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace DrumClassification.Library.Search;

/// <summary>
/// Finds the vectors that are more alike than a limit without comparing every pair, and finds all of them. Vectors are put into blocks around
/// centres; the triangle inequality of angles says which blocks cannot hold one. Within a block the leading parts of the vectors and the lengths of what
/// is left of them bound each cosine from above. Immutable; thread-safe.
/// </summary>
/// <remarks>
/// With θ the angle of a vector to a block's centre and ρ that of its farthest member, the two are at least θ − ρ apart (pivot filtering; E. Chávez and others,
/// Searching in metric spaces, 2001). With p and q the parts of two vectors along orthogonal directions and r and s what is left, a · b ≤ p · q + |r| |s|
/// (Cauchy and Schwarz); along principal directions little is left.
/// </remarks>
internal sealed class AlikeBlocks
{
    // Angles and bounds are computed in floating point: so much is allowed for it.
    private const double Slack = 1e-3;
    private const float BoundSlack = 1e-4f;
    private const int Passes = 3;
    private const int MostBlocks = 512;

    private readonly float[][] _vectors;
    private readonly float[] _inOrder;
    private readonly float _least;
    private readonly LeadingParts _leading;
    private readonly AlikeBlock[] _blocks;

    /// <summary>Makes the blocks.</summary>
    /// <param name="vectors">Vectors of one length, each of norm 1 or zero.</param>
    /// <param name="least">The least cosine that counts as alike, above 0.</param>
    public AlikeBlocks(IReadOnlyList<float[]> vectors, float least)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(least);
        _vectors = [.. vectors];
        _least = least;
        _leading = LeadingParts.Of(_vectors);
        _blocks = Divide();
        Order = [.. _blocks.SelectMany(block => block.Members)];
        _inOrder = [.. Order.SelectMany(index => _vectors[index])];
    }

    /// <summary>The vectors' indices, those together that are looked at together; zeros, which are alike to nothing, are not among them.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>For some vectors, those behind each that are alike to it.</summary>
    /// <param name="indices">The vectors; for each only those of a higher index are looked at. Some at once are quicker than each by itself.</param>
    /// <param name="isWanted">Asked of a pair, the lower index first, before it is compared; the third number is the second one's place in <see cref="Order"/>.</param>
    /// <param name="found">Receives the pair and its cosine, for each vector in no order.</param>
    public void FindBehind(IReadOnlyList<int> indices, Func<int, int, int, bool> isWanted, Action<int, int, float> found)
    {
        int start = 0;
        foreach (AlikeBlock block in _blocks)
        {
            foreach (int index in indices)
            {
                float[] vector = _vectors[index];
                if (TensorPrimitives.Dot(vector, block.Centre) >= block.LeastToCentre)
                {
                    FindIn(block, start, index, isWanted, found);
                }
            }

            start += block.Members.Length;
        }
    }

    private void FindIn(AlikeBlock block, int start, int index, Func<int, int, int, bool> isWanted, Action<int, int, float> found)
    {
        ReadOnlySpan<float> vector = _vectors[index];
        ReadOnlySpan<float> own = _leading.Of(index);
        var least = Vector256.Create(_least - BoundSlack);
        for (int first = block.FirstBehind(index) & -AlikeBlock.Lanes; first < block.Members.Length; first += AlikeBlock.Lanes)
        {
            // Eight members at once; of most eight none is near.
            uint near = Vector256.GreaterThanOrEqual(block.Bounds(own, first), least).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int i = first + System.Numerics.BitOperations.TrailingZeroCount(near);
                if (i < block.Members.Length && block.Members[i] is var other && other > index && isWanted(index, other, start + i)
                    && TensorPrimitives.Dot(vector, _inOrder.AsSpan((start + i) * vector.Length, vector.Length)) is var cosine && cosine >= _least)
                {
                    found(index, other, cosine);
                }
            }
        }
    }

    private static double Angle(float[] a, float[] b) => Math.Acos(Math.Clamp(TensorPrimitives.Dot(a, b), -1f, 1f));

    /// <summary>A few rounds of spherical k-means: any blocks give the right answer, good ones give it sooner.</summary>
    private AlikeBlock[] Divide()
    {
        // Zeros are alike to nothing.
        int[] rows = [.. Enumerable.Range(0, _vectors.Length).Where(row => TensorPrimitives.Norm(_vectors[row]) > 0)];
        if (rows.Length == 0)
        {
            return [];
        }

        int count = Math.Clamp((int)Math.Sqrt(rows.Length), 1, MostBlocks);
        float[][] centres = [.. Enumerable.Range(0, count).Select(block => _vectors[rows[(int)((long)block * rows.Length / count)]])];
        int[] owners = new int[rows.Length];
        for (int pass = 0; pass < Passes; pass++)
        {
            Parallel.For(0, rows.Length, i => owners[i] = Nearest(centres, _vectors[rows[i]]));
            float[][] sums = [.. centres.Select(centre => new float[centre.Length])];
            for (int i = 0; i < rows.Length; i++)
            {
                TensorPrimitives.Add(sums[owners[i]], _vectors[rows[i]], sums[owners[i]]);
            }

            centres = [.. sums.Select((sum, block) => TensorPrimitives.Norm(sum) > 0 ? Embeddings.Normalize(sum) : centres[block])];
        }

        Parallel.For(0, rows.Length, i => owners[i] = Nearest(centres, _vectors[rows[i]]));
        var members = centres.Select(_ => new List<int>()).ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            members[owners[i]].Add(rows[i]);
        }

        double reach = Math.Acos(_least) + Slack;
        return
        [
            .. members.Select((own, block) => (Centre: centres[block], Own: own)).Where(block => block.Own.Count > 0)
                .Select(block => new AlikeBlock(
                    block.Centre, LeastToCentre(reach + block.Own.Max(row => Angle(_vectors[row], block.Centre))), [.. block.Own], _leading)),
        ];

        static float LeastToCentre(double angle) => angle < Math.PI ? (float)Math.Cos(angle) : float.NegativeInfinity;
    }

    private static int Nearest(float[][] centres, float[] vector)
    {
        int best = 0;
        float most = float.NegativeInfinity;
        for (int i = 0; i < centres.Length; i++)
        {
            if (TensorPrimitives.Dot(centres[i], vector) is var cosine && cosine > most)
            {
                (best, most) = (i, cosine);
            }
        }

        return best;
    }
}
