using System.Numerics.Tensors;

namespace DrumClassification.Library.Search;

/// <summary>
/// Finds the vectors that are more alike than a limit without comparing every pair, and finds all of them: vectors are put into blocks around
/// centres, and the triangle inequality of angles says which blocks, and which part of each, cannot hold one. Immutable; thread-safe.
/// </summary>
/// <remarks>
/// With θ the angle of a vector to a block's centre and α that of a member to it, the two are at least |θ − α| apart, so that only members with
/// α in θ ± arccos(limit) are compared. (Pivot filtering; E. Chávez and others, Searching in metric spaces, 2001.)
/// </remarks>
internal sealed class AlikeBlocks
{
    // Angles are computed in floating point: so much, in radians, is allowed for it.
    private const double Slack = 1e-3;
    private const int Passes = 3;

    private readonly float[][] _vectors;
    private readonly float _least;
    private readonly double _reach;
    private readonly Block[] _blocks;

    /// <summary>Makes the blocks.</summary>
    /// <param name="vectors">Vectors of one length, each of norm 1 or zero.</param>
    /// <param name="least">The least cosine that counts as alike, above 0.</param>
    public AlikeBlocks(IReadOnlyList<float[]> vectors, float least)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(least);
        _vectors = [.. vectors];
        _least = least;
        _reach = Math.Acos(least) + Slack;
        _blocks = Divide();
    }

    /// <summary>The vectors behind one that are alike to it.</summary>
    /// <param name="index">Index of the vector; only those of a higher one are looked at.</param>
    /// <param name="isWanted">Asked of each before it is compared.</param>
    /// <param name="found">Receives the index and the cosine of each.</param>
    public void FindBehind(int index, Func<int, bool> isWanted, Action<int, float> found)
    {
        float[] vector = _vectors[index];
        foreach (Block block in _blocks)
        {
            double angle = Angle(vector, block.Centre);
            for (int i = block.FirstFrom(angle - _reach); i < block.Members.Length && block.Angles[i] <= angle + _reach; i++)
            {
                int other = block.Members[i];
                if (other > index && isWanted(other) && TensorPrimitives.Dot(vector, _vectors[other]) is var cosine && cosine >= _least)
                {
                    found(other, cosine);
                }
            }
        }
    }

    /// <summary>How many comparisons <see cref="FindBehind"/> makes for all vectors together, for a measurement.</summary>
    public long CountComparisons()
    {
        long count = 0;
        for (int index = 0; index < _vectors.Length; index++)
        {
            foreach (Block block in _blocks)
            {
                double angle = Angle(_vectors[index], block.Centre);
                for (int i = block.FirstFrom(angle - _reach); i < block.Members.Length && block.Angles[i] <= angle + _reach; i++)
                {
                    count += block.Members[i] > index ? 1 : 0;
                }
            }
        }

        return count;
    }

    private static double Angle(float[] a, float[] b) => Math.Acos(Math.Clamp(TensorPrimitives.Dot(a, b), -1f, 1f));

    /// <summary>A few rounds of spherical k-means: any blocks give the right answer, good ones give it sooner.</summary>
    private Block[] Divide()
    {
        // Zeros are alike to nothing.
        int[] rows = [.. Enumerable.Range(0, _vectors.Length).Where(row => TensorPrimitives.Norm(_vectors[row]) > 0)];
        if (rows.Length == 0)
        {
            return [];
        }

        int count = Math.Clamp((int)Math.Sqrt(rows.Length), 1, 512);
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

        return [.. members.Select((own, block) => Block.Of(centres[block], own, row => Angle(_vectors[row], centres[block]))).Where(block => block.Members.Length > 0)];
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

    /// <summary>Vectors around a centre, by their angle to it.</summary>
    private sealed record Block(float[] Centre, int[] Members, double[] Angles)
    {
        public static Block Of(float[] centre, List<int> members, Func<int, double> angle)
        {
            int[] sorted = [.. members];
            double[] angles = [.. members.Select(angle)];
            Array.Sort(angles, sorted);
            return new Block(centre, sorted, angles);
        }

        public int FirstFrom(double angle)
        {
            int low = 0;
            int high = Angles.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = Angles[middle] < angle ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
