using System.Numerics;

namespace DrumClassification.Tests;

/// <summary>Writes one channel of a FLAC frame just as it is told to, good or bad for its size.</summary>
internal static class FlacSubframeWriter
{
    /// <summary>Writes a subframe.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="samples">The samples; those of a difference have a bit more.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="coding">How to store them.</param>
    public static void Write(FlacBitWriter writer, long[] samples, int bits, FlacCoding coding)
    {
        int order = coding.Kind == FlacCodingKind.Linear ? coding.Coefficients.Count : coding.Order;
        writer.Write(0, 1);
        writer.Write(
            coding.Kind switch
            {
                FlacCodingKind.Constant => 0,
                FlacCodingKind.Verbatim => 1,
                FlacCodingKind.Fixed => 8 + order,
                _ => 31 + order,
            },
            6);
        writer.Write(coding.WastedBits > 0 ? 1 : 0, 1);
        if (coding.WastedBits > 0)
        {
            writer.WriteUnary(coding.WastedBits - 1);
            bits -= coding.WastedBits;
            samples = [.. samples.Select(sample => sample >> coding.WastedBits)];
        }

        int plain = coding.Kind switch { FlacCodingKind.Constant => 1, FlacCodingKind.Verbatim => samples.Length, _ => order };
        foreach (long sample in samples.Take(plain))
        {
            writer.Write(sample, bits);
        }

        if (coding.Kind == FlacCodingKind.Linear)
        {
            writer.Write(coding.Precision - 1, 4);
            writer.Write(coding.Shift, 5);
            foreach (int coefficient in coding.Coefficients)
            {
                writer.Write(coefficient, coding.Precision);
            }

            WriteResidual(writer, Residual(samples, coding.Coefficients, coding.Shift), order, coding);
        }
        else if (coding.Kind == FlacCodingKind.Fixed)
        {
            int[] coefficients = order switch { 0 => [], 1 => [1], 2 => [2, -1], 3 => [3, -3, 1], _ => [4, -6, 4, -1] };
            WriteResidual(writer, Residual(samples, coefficients, 0), order, coding);
        }
    }

    private static long[] Residual(long[] samples, IReadOnlyList<int> coefficients, int shift)
    {
        long[] residual = new long[samples.Length];
        for (int i = coefficients.Count; i < samples.Length; i++)
        {
            long sum = 0;
            for (int k = 0; k < coefficients.Count; k++)
            {
                sum += coefficients[k] * samples[i - 1 - k];
            }

            residual[i] = samples[i] - (sum >> shift);
            if (residual[i] is <= int.MinValue or > int.MaxValue)
            {
                throw new ArgumentException("The predictor is too bad for these samples: FLAC's residuals have 32 bits.", nameof(coefficients));
            }
        }

        return residual;
    }

    private static void WriteResidual(FlacBitWriter writer, long[] residual, int order, FlacCoding coding)
    {
        writer.Write(coding.ParameterBits - 4, 2);
        writer.Write(coding.PartitionOrder, 4);
        int partitions = 1 << coding.PartitionOrder;
        int size = residual.Length / partitions;
        for (int partition = 0; partition < partitions; partition++)
        {
            long[] values = residual[(partition == 0 ? order : partition * size)..((partition + 1) * size)];
            if (coding.Escape && partition % 2 == 0)
            {
                WriteEscaped(writer, values, coding.ParameterBits);
            }
            else
            {
                WriteRice(writer, values, coding);
            }
        }
    }

    private static void WriteEscaped(FlacBitWriter writer, long[] values, int parameterBits)
    {
        long most = values.Select(value => value < 0 ? ~value : value).DefaultIfEmpty().Max();
        int bits = most == 0 && values.All(value => value == 0) ? 0 : BitOperations.Log2((ulong)most) + (most == 0 ? 1 : 2);
        if (bits > 31)
        {
            throw new ArgumentException("These residuals cannot be escaped.", nameof(values));
        }

        writer.Write(-1, parameterBits);
        writer.Write(bits, 5);
        foreach (long value in values)
        {
            writer.Write(value, bits);
        }
    }

    private static void WriteRice(FlacBitWriter writer, long[] values, FlacCoding coding)
    {
        long[] folded = [.. values.Select(value => (value << 1) ^ (value >> 63))];
        double mean = folded.Length == 0 ? 0 : folded.Average();
        int best = (int)Math.Clamp(Math.Log2(Math.Max(1, mean)), 0, coding.ParameterBits == 4 ? 14 : 30);
        int parameter = coding.Parameter ?? best;
        writer.Write(parameter, coding.ParameterBits);
        foreach (long value in folded)
        {
            writer.WriteUnary(value >> parameter);
            writer.Write(value, parameter);
        }
    }
}
