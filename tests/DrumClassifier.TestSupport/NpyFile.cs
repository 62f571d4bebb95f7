using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DrumClassification.Tests;

/// <summary>
/// Reads NumPy's array files (.npy, format versions 1 to 3) that hold little-endian float32 or float64 in C order:
/// what the golden vectors are stored as.
/// </summary>
public sealed partial class NpyFile
{
    private readonly double[] _values;

    private NpyFile(IReadOnlyList<int> shape, bool isDouble, double[] values)
    {
        Shape = shape;
        IsDouble = isDouble;
        _values = values;
    }

    /// <summary>Extent of every axis; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>True where the file holds float64, false where it holds float32.</summary>
    public bool IsDouble { get; }

    /// <summary>The values in C order (last axis fastest); exact for either element type.</summary>
    public double[] ToDoubles() => [.. _values];

    /// <summary>The values in C order, exact where the file holds float32 and rounded where it holds float64.</summary>
    public float[] ToFloats() => Array.ConvertAll(_values, value => (float)value);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, or another element type or order; the message names it.</exception>
    public static NpyFile Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < 10 || bytes[0] != 0x93 || !bytes.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw new InvalidDataException($"'{path}' is not a .npy file.");
        }

        bool longHeader = bytes[6] > 1;
        int headerLength = longHeader
            ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8))
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        int headerStart = longHeader ? 12 : 10;
        string header = Encoding.UTF8.GetString(bytes, headerStart, headerLength);
        Match type = TypePattern().Match(header);
        Match shapeText = ShapePattern().Match(header);
        if (!type.Success || !shapeText.Success || !header.Contains("'fortran_order': False", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{path}' is not a float32 or float64 array in C order: {header.Trim()}");
        }

        bool isDouble = type.Groups[1].Value == "8";
        int[] shape = [.. shapeText.Groups[1].Value
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(extent => int.Parse(extent, CultureInfo.InvariantCulture))];
        int count = shape.Aggregate(1, (product, extent) => checked(product * extent));
        ReadOnlySpan<byte> data = bytes.AsSpan(headerStart + headerLength);
        int elementSize = isDouble ? 8 : 4;
        if (data.Length != (long)count * elementSize)
        {
            throw new InvalidDataException($"'{path}' holds {data.Length} bytes, its shape asks for {(long)count * elementSize}.");
        }

        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = isDouble
                ? BinaryPrimitives.ReadDoubleLittleEndian(data[(i * 8)..])
                : BinaryPrimitives.ReadSingleLittleEndian(data[(i * 4)..]);
        }

        return new NpyFile(shape, isDouble, values);
    }

    [GeneratedRegex(@"'descr':\s*'<f([48])'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex ShapePattern();
}
