namespace DrumClassification.Tests.Memory;

/// <summary>What is kept for the next use, and how much of it.</summary>
public sealed class MemoryTests
{
    [Fact]
    public void A_pool_gives_what_came_back_and_keeps_no_more_than_its_capacity()
    {
        Pool<Thing> pool = new(() => new Thing(), 2);
        Thing[] things = [pool.Rent(), pool.Rent(), pool.Rent()];
        Array.ForEach(things, pool.Return);

        Assert.Equal([false, false, true], things.Select(thing => thing.IsDisposed));
        Assert.Same(things[1], pool.Rent());
        Assert.Same(things[0], pool.Rent());
        Assert.DoesNotContain(pool.Rent(), things);
    }

    [Fact]
    public void A_closed_pool_disposes_of_what_it_holds_and_of_what_comes_back()
    {
        Pool<Thing> pool = new(() => new Thing(), 2);
        Thing rented = pool.Rent();
        Thing idle = pool.Rent();
        pool.Return(idle);
        pool.Close();
        pool.Return(rented);

        Assert.True(idle.IsDisposed);
        Assert.True(rented.IsDisposed);
    }

    [Fact]
    public void A_cache_makes_a_value_once_and_drops_the_oldest_for_a_new_one()
    {
        List<int> made = [];
        BoundedCache<int, string> cache = new(3, key =>
        {
            made.Add(key);
            return $"{key}";
        });
        foreach (int key in new[] { 1, 2, 3, 1, 2, 3, 4, 4, 3, 1 })
        {
            Assert.Equal($"{key}", cache.Get(key));
        }

        Assert.Equal([1, 2, 3, 4, 1], made);
    }

    [Theory]
    [InlineData(0, 1024)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 2048)]
    [InlineData(1 << 20, 1 << 20)]
    [InlineData((1 << 20) + 1, SampleArrays.LargestKept)]
    [InlineData(SampleArrays.LargestKept + 1, SampleArrays.LargestKept + 1)]
    public void An_array_has_the_next_size(int length, int expected)
    {
        float[] array = SampleArrays.Rent(length);
        Assert.Equal(expected, array.Length);
        SampleArrays.Return(array);
    }

    [Fact]
    public void Arrays_of_other_sizes_are_left_alone()
    {
        float[] odd = new float[5000];
        SampleArrays.Return(odd);
        SampleArrays.Return([]);

        Assert.NotSame(odd, SampleArrays.Rent(5000));
        Assert.Equal(1024, SampleArrays.Rent(0).Length);
    }

    private sealed class Thing : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
