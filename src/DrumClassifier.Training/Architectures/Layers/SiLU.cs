using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>x · sigmoid(x), also called swish.</summary>
public sealed record SiLU : Activation
{
    /// <inheritdoc />
    public override string Kind => "silu";

    /// <inheritdoc />
    public override string Description => "SiLU";

    internal override nn.Module<Tensor, Tensor> CreateModule() => nn.SiLU();

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode("Mul", scope, [input, graph.AddNode("Sigmoid", $"{scope}.sigmoid", [input])]);
}
