using System.Collections.Concurrent;
using System.Numerics.Tensors;
using DrumClassification.Library.Search;

namespace DrumClassification.Tests.Search;

/// <summary>What is found in blocks is what comparing every pair finds.</summary>
public sealed class AlikeBlocksTests
{
    [Theory]
    [InlineData(2000, 8, 0.6f, 1)]
    [InlineData(3000, 32, 0.6f, 2)]
    [InlineData(1500, 128, 0.6f, 3)]
    [InlineData(1500, 3, 0.99f, 4)]
    [InlineData(800, 16, 0.05f, 5)]
    [InlineData(1, 4, 0.6f, 6)]
    [InlineData(0, 4, 0.6f, 7)]
    public void It_finds_the_pairs_that_all_pairs_give(int count, int length, float least, int seed)
    {
        float[][] vectors = Make(count, length, seed);
        Assert.Equal(AllPairs(vectors, least), Found(new AlikeBlocks(vectors, least), count));
    }

    [Fact]
    public void Pairs_at_the_very_limit_are_found()
    {
        // Angles in steps, so that many pairs lie within rounding of the limit.
        float[][] vectors = [.. Enumerable.Range(0, 720).Select(step => new[] { MathF.Cos(step * MathF.PI / 360), MathF.Sin(step * MathF.PI / 360) })];
        foreach (float least in new[] { 0.5f, 0.70710677f, MathF.Cos(MathF.PI / 9) })
        {
            Assert.Equal(AllPairs(vectors, least), Found(new AlikeBlocks(vectors, least), vectors.Length));
        }
    }

    [Fact]
    public void It_compares_few_pairs_where_vectors_lie_apart()
    {
        float[][] vectors = Make(3000, 128, 8);
        int compared = 0;
        new AlikeBlocks(vectors, 0.9f).FindBehind(
            [.. Enumerable.Range(0, vectors.Length)],
            (_, _, _) =>
            {
                compared++;
                return true;
            },
            (_, _, _) => { });
        Assert.InRange(compared, AllPairs(vectors, 0.9f).Length, 3000 * 2999 / 2 / 10);
    }

    [Fact]
    public void A_table_ranks_all_by_likeness()
    {
        float[][] vectors = Make(500, 16, 9);
        var table = EmbeddingTable.Of([.. vectors.Select((vector, index) => ((long)index + 100, vector))]);
        (long Id, float Similarity)[] ranked = [.. table.Rank(vectors[7])];
        Assert.Equal(500, ranked.Length);
        Assert.Equal(ranked.OrderByDescending(one => one.Similarity), ranked);
        Assert.All(ranked, one => Assert.Equal(TensorPrimitives.Dot<float>(vectors[7], vectors[one.Id - 100]), one.Similarity, 1e-5f));
    }

    /// <summary>Some in clusters, some alone, some the same, some zero, in no order.</summary>
    private static float[][] Make(int count, int length, int seed)
    {
        var random = new Random(seed);
        float[][] centres = [.. Enumerable.Range(0, 12).Select(_ => Direction())];
        return [.. Enumerable.Range(0, count).Select(index => (index % 7) switch
        {
            0 => Direction(),
            1 when index % 21 == 1 => new float[length],
            2 => centres[index % centres.Length],
            _ => Embeddings.Normalize([.. centres[random.Next(centres.Length)].Zip(Direction(), (a, b) => a + (random.NextSingle() * b))]),
        })];

        float[] Direction() => Embeddings.Normalize([.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))]);
    }

    private static (int A, int B, float Cosine)[] AllPairs(float[][] vectors, float least) =>
    [
        .. from a in Enumerable.Range(0, vectors.Length)
           from b in Enumerable.Range(a + 1, vectors.Length - a - 1)
           let cosine = TensorPrimitives.Dot<float>(vectors[a], vectors[b])
           where cosine >= least
           select (a, b, cosine),
    ];

    private static (int A, int B, float Cosine)[] Found(AlikeBlocks blocks, int count)
    {
        var found = new ConcurrentBag<(int A, int B, float Cosine)>();
        Parallel.ForEach(Enumerable.Range(0, count).Chunk(37), some => blocks.FindBehind(some, (_, _, _) => true, (index, other, cosine) => found.Add((index, other, cosine))));
        return [.. found.Order()];
    }
}
