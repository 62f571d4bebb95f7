using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>Base-2 logarithm of positive, finite, normal numbers, which is all that powers are once they have a floor.</summary>
internal static class Log2
{
    private const int MantissaBits = 23;

    /// <summary>Bit pattern of √½.</summary>
    private const int RootHalfBits = 0x3F3504F3;

    /// <summary>
    /// log₂ x, within 2e-7 of the exact value or 2e-7 of it: x = 2ᵉ m with m in √½ … √2, and log m = 2 artanh((m − 1) / (m + 1)) by its series.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Of(Vector<float> x)
    {
        Vector<int> bits = Vector.AsVectorInt32(x);
        Vector<int> exponent = Vector.ShiftRightArithmetic(bits - new Vector<int>(RootHalfBits), MantissaBits);
        Vector<float> mantissa = Vector.AsVectorSingle(bits - Vector.ShiftLeft(exponent, MantissaBits));
        Vector<float> z = (mantissa - Vector<float>.One) / (mantissa + Vector<float>.One);
        Vector<float> square = z * z;
        Vector<float> series = Vector.FusedMultiplyAdd(square, Coefficient(9), Coefficient(7));
        series = Vector.FusedMultiplyAdd(series, square, Coefficient(5));
        series = Vector.FusedMultiplyAdd(series, square, Coefficient(3));
        series = Vector.FusedMultiplyAdd(series, square, Coefficient(1));
        return Vector.FusedMultiplyAdd(series, z, Vector.ConvertToSingle(exponent));
    }

    /// <summary>2 / (n ln 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Coefficient(int n) => new((float)(2.8853900817779268 / n));
}
