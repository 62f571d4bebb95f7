using System.Globalization;
using DrumClassification.Training.Architectures.Layers;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// The network of the shipped model: a small residual network (He et al., "Deep Residual Learning for Image Recognition", 2016)
/// with squeeze-and-excite in every residual block. Four convolutions with stride 2 take the resolution down early, where planes
/// are large and cost most; dense 3×3 convolutions train about five times faster on a CPU than depthwise-separable ones
/// with as many multiply-adds. The head can say "none of the classes".
/// </summary>
internal static class FlagshipArchitecture
{
    public const string Name = "flagship";

    private const int Reduction = 8;

    /// <summary>The factor of the channels that a name asks for: 1 for the bare name; null if it is no flagship.</summary>
    public static double? FindWidth(string name) =>
        name == Name ? 1
        : name.StartsWith($"{Name}-", StringComparison.Ordinal)
            && double.TryParse(name[(Name.Length + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double width)
            && width is >= 0.25 and <= 4 ? width
        : null;

    /// <param name="width">Factor of the channels, which are rounded to multiples of 4.</param>
    /// <param name="kinds">The class of each kind; null for a head that knows classes only.</param>
    public static Architecture Create(string name, double width, int melBands, int frames, int classes, IReadOnlyList<int>? kinds)
    {
        (int stem, int first, int second, int third) = (Scale(16), Scale(24), Scale(48), Scale(96));
        return new Architecture(name, melBands, frames, classes,
        [
            new Block("stem", [new Conv2d(1, stem, 5) { Padding = 2, Stride = 2, Bias = false }, new BatchNorm2d(stem), new ReLU()]),

            .. Stage("stage1", stem, first, blocks: 1),
            .. Stage("stage2", first, second, blocks: 1),
            .. Stage("stage3", second, third, blocks: 2),

            new GlobalAveragePool(),
            new Dropout(0.3),
            kinds is null ? new AbstainingLinear(third, classes) : new KindLinear(third, classes, kinds),
        ]);

        int Scale(int channels) => 4 * (int)Math.Round(channels * width / 4, MidpointRounding.AwayFromZero);
    }

    private static IEnumerable<Layer> Stage(string name, int inputs, int outputs, int blocks)
    {
        yield return new Block($"{name}-halve", [.. Convolution(inputs, outputs, stride: 2), new ReLU()]);
        for (int i = 0; i < blocks; i++)
        {
            yield return new Residual(
            [
                .. Convolution(outputs, outputs, stride: 1), new ReLU(),
                .. Convolution(outputs, outputs, stride: 1),
                new SqueezeExcite(outputs, Reduction),
            ]);
            yield return new ReLU();
        }
    }

    private static IEnumerable<Layer> Convolution(int inputs, int outputs, int stride) =>
        [new Conv2d(inputs, outputs, 3) { Padding = 1, Stride = stride, Bias = false }, new BatchNorm2d(outputs)];
}
