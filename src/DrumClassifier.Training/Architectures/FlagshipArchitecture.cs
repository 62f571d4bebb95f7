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

    public static Architecture Create(int melBands, int frames, int classes) => new(Name, melBands, frames, classes,
    [
        new Block("stem", [new Conv2d(1, 16, 5) { Padding = 2, Stride = 2, Bias = false }, new BatchNorm2d(16), new ReLU()]),

        .. Stage("stage1", 16, 24, blocks: 1),
        .. Stage("stage2", 24, 48, blocks: 1),
        .. Stage("stage3", 48, 96, blocks: 2),

        new GlobalAveragePool(),
        new Dropout(0.3),
        new AbstainingLinear(96, classes),
    ]);

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
