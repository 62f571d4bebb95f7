using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>Planes become a vector, channel by channel and row by row. The layers after it fit one input size only.</summary>
internal sealed record Flatten : Layer
{
    public override string Kind => "flatten";

    public override string Description => "Flatten";

    public override TensorShape GetOutputShape(TensorShape input) => TensorShape.Vector(checked((int)input.Count));

    public override nn.Module<Tensor, Tensor> CreateModule() => nn.Flatten();

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode("Flatten", scope, [input], OnnxAttribute.Int("axis", 1));
}
