using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>The mean of every channel: planes become a vector.</summary>
public sealed record GlobalAveragePool : Layer
{
    /// <inheritdoc />
    public override string Kind => "gap";

    /// <inheritdoc />
    public override string Description => "GlobalAveragePool";

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input) => TensorShape.Vector(input.RequirePlanes(Description).Channels);

    internal override nn.Module<Tensor, Tensor> CreateModule() => new Module();

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode("Flatten", scope, [graph.AddNode("GlobalAveragePool", $"{scope}.pool", [input])], OnnxAttribute.Int("axis", 1));

    private sealed class Module() : nn.Module<Tensor, Tensor>(nameof(GlobalAveragePool))
    {
        public override Tensor forward(Tensor input) => input.mean([2, 3]);
    }
}
