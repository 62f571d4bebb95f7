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

    /// <summary>
    /// The channels of the stem and of the three stages that a name asks for: <c>flagship</c> for 16, 24, 48 and 96, <c>flagship-0.75</c> for that share of them in multiples of 4,
    /// <c>flagship-8-16-32-56</c> for these numbers themselves; null if it is no flagship.
    /// </summary>
    /// <remarks>ONNX Runtime computes channels in eights on a CPU, so multiples of 8 waste nothing.</remarks>
    public static FlagshipChannels? FindChannels(string name)
    {
        string[] parts = name.Split('-');
        if (parts[0] != Name)
        {
            return null;
        }

        if (parts.Length == 5)
        {
            int[] channels = [.. parts[1..].Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0)];
            return channels.All(count => count is >= 4 and <= 512) ? new FlagshipChannels(channels[0], channels[1], channels[2], channels[3]) : null;
        }

        double width = 1;
        bool isWidth = parts.Length == 1
            || (parts.Length == 2 && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out width) && width is >= 0.25 and <= 4);
        return isWidth ? new FlagshipChannels(Scale(16), Scale(24), Scale(48), Scale(96)) : null;

        int Scale(int channels) => 4 * (int)Math.Round(channels * width / 4, MidpointRounding.AwayFromZero);
    }

    /// <param name="kinds">The class of each kind; null for a head that knows classes only.</param>
    public static Architecture Create(string name, FlagshipChannels channels, int melBands, int frames, int classes, IReadOnlyList<int>? kinds)
    {
        (int stem, int first, int second, int third) = (channels.Stem, channels.First, channels.Second, channels.Third);
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

/// <summary>Channels of a <see cref="FlagshipArchitecture"/>: of the stem and of each stage, at half, a fourth, an eighth and a sixteenth of the resolution.</summary>
internal readonly record struct FlagshipChannels(int Stem, int First, int Second, int Third);
