using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace DrumClassification.Benchmarks.Baselines;

/// <summary>MathNet.Numerics' managed transform, on one core as everything it is compared with.</summary>
internal static class MathNetFft
{
    static MathNetFft() => Control.UseSingleThread();

    public static void Forward(Complex[] data) => Fourier.Forward(data, FourierOptions.NoScaling);
}
