using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>max(x, 0).</summary>
public sealed record ReLU : Activation
{
    /// <inheritdoc />
    public override string Kind => "relu";

    /// <inheritdoc />
    public override string Description => "ReLU";

    internal override nn.Module<Tensor, Tensor> CreateModule() => nn.ReLU();

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) => graph.AddNode("Relu", scope, [input]);
}
