using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Arithmetic;

/// <summary>
/// Arithmetic of tensors and numbers that holds the number until libtorch has read it. A number that is turned into a <see cref="Scalar"/> on the way, as in
/// <c>tensor * 0.5</c>, or within TorchSharp as in <c>tensor + tensor</c>, has no owner: TorchSharp reads its handle, nothing refers to it any more, and if another thread makes the garbage collector run during
/// the call, its finalizer frees what libtorch is reading. That ends in an error ("toFloat at Scalar.h"), or in a wrong number.
/// </summary>
internal static class HeldArithmetic
{
    // TorchSharp's sums take a factor for what is added, which it makes on the way as well if it is not given.
    private static readonly Scalar One = 1.ToScalar();

    /// <summary>values + others.</summary>
    public static Tensor Plus(this Tensor values, Tensor others) => values.add(others, One);

    /// <summary>Adds others in place.</summary>
    public static Tensor PlusInPlace(this Tensor values, Tensor others) => values.add_(others, One);

    /// <summary>values · factor.</summary>
    public static Tensor Times(this Tensor values, double factor)
    {
        using Scalar held = factor.ToScalar();
        return values.mul(held);
    }

    /// <summary>values / divisor.</summary>
    public static Tensor Over(this Tensor values, double divisor)
    {
        using Scalar held = divisor.ToScalar();
        return values.div(held);
    }

    /// <summary>values + number.</summary>
    public static Tensor Plus(this Tensor values, double number)
    {
        using Scalar held = number.ToScalar();
        return values.add(held, One);
    }

    /// <summary>Multiplies in place.</summary>
    public static Tensor TimesInPlace(this Tensor values, double factor)
    {
        using Scalar held = factor.ToScalar();
        return values.mul_(held);
    }

    /// <summary>Fills in place.</summary>
    public static Tensor FillInPlace(this Tensor values, double number)
    {
        using Scalar held = number.ToScalar();
        return values.fill_(held);
    }

    /// <summary>Adds a number in place.</summary>
    public static Tensor PlusInPlace(this Tensor values, double number)
    {
        using Scalar held = number.ToScalar();
        return values.add_(held, One);
    }

    /// <summary>Adds others · factor in place.</summary>
    public static Tensor PlusInPlace(this Tensor values, Tensor others, double factor)
    {
        using Scalar held = factor.ToScalar();
        return values.add_(others, held);
    }

    /// <summary>Adds first · second · factor in place.</summary>
    public static Tensor PlusProductInPlace(this Tensor values, Tensor first, Tensor second, double factor)
    {
        using Scalar held = factor.ToScalar();
        return values.addcmul_(first, second, held);
    }

    /// <summary>Adds first / second · factor in place.</summary>
    public static Tensor PlusQuotientInPlace(this Tensor values, Tensor first, Tensor second, double factor)
    {
        using Scalar held = factor.ToScalar();
        return values.addcdiv_(first, second, held);
    }
}
