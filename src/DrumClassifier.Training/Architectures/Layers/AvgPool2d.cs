using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>The mean of the values under a sliding window; zeros of the padding count as values.</summary>
/// <param name="Kernel">Height and width of the window.</param>
public sealed record AvgPool2d(Size2 Kernel) : Layer
{
    /// <summary>Step of the window. Default: the window's own size, so that windows do not overlap.</summary>
    public Size2 Stride { get; init; } = Kernel;

    /// <summary>Padding on each side, at most half the window. Default 0.</summary>
    public Size2 Padding { get; init; } = 0;

    /// <inheritdoc />
    public override string Kind => "avgpool";

    /// <inheritdoc />
    public override string Description =>
        $"AvgPool2d {Kernel}" + (Stride == Kernel ? "" : $", stride {Stride}") + (Padding == 0 ? "" : $", padding {Padding}");

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input)
    {
        if (2 * Padding.Height > Kernel.Height || 2 * Padding.Width > Kernel.Width)
        {
            throw new InvalidArchitectureException($"{Description}: the padding must be at most half the window.");
        }

        return SlidingWindow.Apply(Description, input.RequirePlanes(Description), input.Channels, Kernel, Stride, Padding);
    }

    internal override nn.Module<Tensor, Tensor> CreateModule() => nn.AvgPool2d(Kernel.ToTorch(), Stride.ToTorch(), Padding.ToTorch());

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode(
            "AveragePool",
            scope,
            [input],
            OnnxAttribute.Ints("kernel_shape", Kernel.ToOnnx()),
            OnnxAttribute.Ints("strides", Stride.ToOnnx()),
            OnnxAttribute.Ints("pads", Padding.ToOnnxPads()),
            OnnxAttribute.Int("count_include_pad", 1));
}
