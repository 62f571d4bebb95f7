namespace DrumClassification.Tests.Decoding;

public sealed class FlacSubframeTests
{
    private const int Length = 1000;

    public static TheoryData<int> Depths => [.. Enumerable.Range(4, 29)];

    [Theory]
    [MemberData(nameof(Depths))]
    public void Constant_and_verbatim_samples_of_every_depth(int bits)
    {
        foreach (int value in new[] { 0, 1, -1, (int)((1L << (bits - 1)) - 1), (int)-(1L << (bits - 1)) })
        {
            Check([Enumerable.Repeat(value, Length).ToArray()], bits, new(FlacCodingKind.Constant));
        }

        Check(FlacWaves.Noise(1, Length, bits), bits, new(FlacCodingKind.Verbatim));
    }

    [Theory]
    [MemberData(nameof(Depths))]
    public void Fixed_prediction_of_every_order_and_depth(int bits)
    {
        int[][] samples = FlacWaves.Slow(1, Length, bits);
        for (int order = 0; order <= 4; order++)
        {
            Check(samples, bits, new(FlacCodingKind.Fixed) { Order = order, ParameterBits = bits > 12 ? 5 : 4 });
        }
    }

    [Theory]
    [MemberData(nameof(Depths))]
    public void Linear_prediction_of_every_order_and_depth(int bits)
    {
        int[][] samples = FlacWaves.Slow(1, Length, bits);
        for (int order = 1; order <= 32; order++)
        {
            Check(samples, bits, Linear(order, order % 2 == 0 ? 12 : 15) with { ParameterBits = bits > 12 ? 5 : 4 });
        }
    }

    [Theory]
    [InlineData(1, 0, -1)]
    [InlineData(3, 1, -4)]
    [InlineData(12, 15, 2047)]
    [InlineData(15, 15, 16383)]
    public void Coefficients_of_every_size_and_shift(int precision, int shift, int coefficient)
    {
        FlacCoding coding = new(FlacCodingKind.Linear)
        {
            Coefficients = [coefficient, ~coefficient],
            Precision = precision,
            Shift = shift,
            ParameterBits = 5,
        };
        Check(FlacWaves.Noise(1, Length, 16), 16, coding);
        Check(FlacWaves.Slow(1, Length, 24), 24, coding);
    }

    [Theory]
    [InlineData(FlacCodingKind.Constant)]
    [InlineData(FlacCodingKind.Verbatim)]
    [InlineData(FlacCodingKind.Fixed)]
    [InlineData(FlacCodingKind.Linear)]
    public void Wasted_bits(FlacCodingKind kind)
    {
        foreach (int bits in new[] { 8, 16, 24, 32 })
        {
            for (int wasted = 1; wasted < bits - 2; wasted++)
            {
                int[][] samples = kind == FlacCodingKind.Constant
                    ? [Enumerable.Repeat(-1 << wasted, Length).ToArray()]
                    : FlacWaves.Slow(1, Length, bits, wasted);
                FlacCoding coding = kind == FlacCodingKind.Linear ? Linear(2, 12) : new(kind) { Order = kind == FlacCodingKind.Fixed ? 2 : 0 };
                Check(samples, bits, coding with { WastedBits = wasted, ParameterBits = 5 });
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Rice_codes_of_every_parameter_and_of_any_length(int parameterBits)
    {
        int[][] samples = FlacWaves.Noise(1, 64, 12);
        samples[0][5] = 0;
        for (int parameter = 0; parameter < (1 << parameterBits) - 1; parameter++)
        {
            Check(samples, 12, new(FlacCodingKind.Fixed) { Order = 1, ParameterBits = parameterBits, Parameter = parameter });
        }
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(5, true)]
    public void Partitions_of_every_order_with_and_without_escape_codes(int parameterBits, bool escape)
    {
        // The second half is silent: its escape codes have 0 bits.
        int[][] samples = FlacWaves.Slow(1, 32768, 16);
        samples[0].AsSpan(16384).Clear();
        for (int order = 0; order <= 15; order++)
        {
            FlacCoding coding = new(FlacCodingKind.Fixed) { Order = order == 15 ? 1 : 2, PartitionOrder = order, ParameterBits = parameterBits, Escape = escape };
            if (order < 15)
            {
                Check(samples, 16, coding);
            }
            else
            {
                Check(samples, 16, coding with { Order = 0 });
                Check(samples, 16, coding);
            }
        }
    }

    [Fact]
    public void A_first_partition_may_hold_nothing_but_the_samples_to_predict_from()
        => Check(FlacWaves.Slow(1, 64, 16), 16, new(FlacCodingKind.Fixed) { Order = 4, PartitionOrder = 4 });

    [Theory]
    [InlineData(FlacCodingKind.Fixed, 4, 4)]
    [InlineData(FlacCodingKind.Linear, 32, 32)]
    [InlineData(FlacCodingKind.Linear, 1, 1)]
    [InlineData(FlacCodingKind.Linear, 9, 40)]
    public void Blocks_hardly_longer_than_the_predictor(FlacCodingKind kind, int order, int length)
        => Check(
            FlacWaves.Slow(1, length, 16), 16, kind == FlacCodingKind.Linear ? Linear(order, 12) : new(kind) { Order = order });

    [Fact]
    public void Escaped_residuals_of_every_width()
    {
        for (int bits = 1; bits <= 31; bits++)
        {
            int[][] samples = FlacWaves.Noise(1, 64, bits);
            Check(samples, 32, new(FlacCodingKind.Fixed) { Escape = true, ParameterBits = 5 });
        }
    }

    /// <summary>A resonance at the waves' frequency, and small coefficients behind it.</summary>
    private static FlacCoding Linear(int order, int precision)
    {
        int one = 1 << (precision - 2);
        int[] coefficients = [.. Enumerable.Range(0, order).Select(i => i switch
        {
            0 when order == 1 => one,
            0 => (int)(one * 1.9),
            1 => -(int)(one * 0.9),
            _ => ((i * 5) % 7) - 3,
        })];
        return new(FlacCodingKind.Linear) { Coefficients = coefficients, Precision = precision, Shift = precision - 2 };
    }

    private static void Check(int[][] samples, int bits, FlacCoding coding)
        => FlacCheck.AssertDecodes(samples, bits, new FlacWriter(1, 44100, bits).Add(samples, new() { Channels = [coding] }).ToBytes());
}
