using DrumClassification.Library.Search;

namespace DrumClassification.Tests.Search;

/// <summary>The map of a library.</summary>
public sealed class MapProjectionTests
{
    private const int Length = 16;

    [Fact]
    public void The_two_directions_in_which_sounds_differ_most_are_found()
    {
        // Much along one direction, less along another, a little everywhere.
        var random = new Random(3);
        var table = EmbeddingTable.Of([.. Enumerable.Range(0, 400).Select(i => ((long)i, Vector(random, across: random.NextSingle() - 0.5f, down: (random.NextSingle() - 0.5f) / 2)))]);
        var projection = MapProjection.Of(table);
        (float X, float Y)[] places = [.. Enumerable.Range(0, table.Count).Select(i => projection.Place(table.Unit(i)))];
        Assert.InRange(Correlation(places.Select(place => place.X), Column(table, 3)), 0.99, 1.01);
        Assert.InRange(Math.Abs(Correlation(places.Select(place => place.Y), Column(table, 7))), 0.98, 1.01);
        Assert.InRange(places.Max(place => Math.Abs(place.X)), 0.95, 1.2);
        Assert.InRange(places.Max(place => Math.Abs(place.Y)), 0.95, 1.2);
    }

    [Fact]
    public void It_is_the_same_after_it_was_stored_and_for_the_same_sounds()
    {
        var random = new Random(4);
        var table = EmbeddingTable.Of([.. Enumerable.Range(0, 50).Select(i => ((long)i, Vector(random, random.NextSingle(), random.NextSingle())))]);
        var projection = MapProjection.Of(table);
        var stored = MapProjection.FromNumbers(projection.ToNumbers());
        for (int i = 0; i < table.Count; i++)
        {
            Assert.Equal(projection.Place(table.Unit(i)), stored.Place(table.Unit(i)));
            Assert.Equal(projection.Place(table.Unit(i)), MapProjection.Of(table).Place(table.Unit(i)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Few_sounds_have_places_too(int count)
    {
        var table = EmbeddingTable.Of([.. Enumerable.Range(0, count).Select(i => ((long)i, Vector(new Random(i), i, 0)))]);
        var projection = MapProjection.Of(table);
        Assert.All(Enumerable.Range(0, count), i => Assert.True(float.IsFinite(projection.Place(table.Unit(i)).X) && float.IsFinite(projection.Place(table.Unit(i)).Y)));
    }

    private static float[] Vector(Random random, float across, float down)
    {
        float[] vector = [.. Enumerable.Range(0, Length).Select(_ => 1 + (0.01f * random.NextSingle()))];
        vector[3] += across;
        vector[7] += down;
        return vector;
    }

    private static IEnumerable<float> Column(EmbeddingTable table, int column) => Enumerable.Range(0, table.Count).Select(i => table.Unit(i)[column]);

    private static double Correlation(IEnumerable<float> a, IEnumerable<float> b)
    {
        (double[] x, double[] y) = ([.. a.Select(value => (double)value)], [.. b.Select(value => (double)value)]);
        (double meanX, double meanY) = (x.Average(), y.Average());
        double product = x.Zip(y, (p, q) => (p - meanX) * (q - meanY)).Sum();
        return product / Math.Sqrt(x.Sum(p => (p - meanX) * (p - meanX)) * y.Sum(q => (q - meanY) * (q - meanY)));
    }
}
