using System.Numerics;
using CsCheck;

namespace DrumClassification.Tests;

public sealed class Log2Tests
{
    [Fact]
    public void It_agrees_with_the_library_function_over_all_normal_numbers()
    {
        Gen.Int[0x0080_0000, 0x7F7F_FFFF].Sample(bits =>
        {
            float x = BitConverter.Int32BitsToSingle(bits);
            double expected = Math.Log2(x);
            Assert.Equal(expected, Log2.Of(new Vector<float>(x))[0], 3e-7 * Math.Max(1, Math.Abs(expected)));
        });
    }

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(2f, 1f)]
    [InlineData(0.5f, -1f)]
    [InlineData(1.17549435e-38f, -126f)]
    public void Powers_of_two_are_exact(float x, float expected) => Assert.Equal(expected, Log2.Of(new Vector<float>(x))[0]);
}
