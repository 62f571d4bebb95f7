using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>The mean of every channel: planes become a vector.</summary>
internal sealed record GlobalAveragePool : Layer
{
    public override string Kind => "gap";

    public override string Description => "GlobalAveragePool";

    public override TensorShape GetOutputShape(TensorShape input) => TensorShape.Vector(input.RequirePlanes(Description).Channels);

    public override nn.Module<Tensor, Tensor> CreateModule() => new Module();

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode("Flatten", scope, [graph.AddNode("GlobalAveragePool", $"{scope}.pool", [input])], OnnxAttribute.Int("axis", 1));

    private sealed class Module() : nn.Module<Tensor, Tensor>(nameof(GlobalAveragePool))
    {
        public override Tensor forward(Tensor input) => input.mean([2, 3]);
    }
}
