using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>max(x, 0).</summary>
internal sealed record ReLU : Activation
{
    public override string Kind => "relu";

    public override string Description => "ReLU";

    public override nn.Module<Tensor, Tensor> CreateModule() => nn.ReLU();

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) => graph.AddNode("Relu", scope, [input]);
}
