using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>x · clamp(x + 3, 0, 6) / 6: Howard et al., "Searching for MobileNetV3" (2019).</summary>
public sealed record HardSwish : Activation
{
    /// <inheritdoc />
    public override string Kind => "hardswish";

    /// <inheritdoc />
    public override string Description => "HardSwish";

    internal override nn.Module<Tensor, Tensor> CreateModule() => nn.Hardswish();

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode("HardSwish", scope, [input]);
}
