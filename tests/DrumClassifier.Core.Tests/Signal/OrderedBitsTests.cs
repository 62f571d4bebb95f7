namespace DrumClassification.Tests.Signal;

public class OrderedBitsTests
{
    [Fact]
    public void The_numbers_have_the_order_of_the_floats_and_give_them_back()
    {
        float[] values = [float.NegativeInfinity, -1e15f, -1, -float.Epsilon, 0, float.Epsilon, 1e-30f, 1, 1e15f, float.PositiveInfinity];
        int[] numbers = [.. values.Select(OrderedBits.Of)];
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(values, numbers.Select(OrderedBits.ToSingle));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1_003)]
    public void The_least_of_so_many_are_those_of_the_sorted(int length)
    {
        Random random = new(length);
        foreach (int range in (int[])[1, 5, int.MaxValue])
        {
            int[] values = [.. Enumerable.Range(0, length).Select(_ => random.Next(-range, range))];
            int[] sorted = [.. values.Order()];
            Assert.All(Enumerable.Range(1, length), count => Assert.Equal(sorted[count - 1], OrderedBits.Select(values, count)));
        }

        Assert.Equal(int.MinValue, OrderedBits.Select([int.MaxValue, int.MinValue, 0], 1));
        Assert.Equal(int.MaxValue, OrderedBits.Select([int.MaxValue, int.MinValue, 0], 3));
    }
}
