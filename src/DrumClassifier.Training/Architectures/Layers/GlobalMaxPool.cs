using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>The largest value of every channel: planes become a vector.</summary>
public sealed record GlobalMaxPool : Layer
{
    /// <inheritdoc />
    public override string Kind => "gmp";

    /// <inheritdoc />
    public override string Description => "GlobalMaxPool";

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input) => TensorShape.Vector(input.RequirePlanes(Description).Channels);

    internal override nn.Module<Tensor, Tensor> CreateModule() => new Module();

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode("Flatten", scope, [graph.AddNode("GlobalMaxPool", $"{scope}.pool", [input])], OnnxAttribute.Int("axis", 1));

    private sealed class Module() : nn.Module<Tensor, Tensor>(nameof(GlobalMaxPool))
    {
        public override Tensor forward(Tensor input) => input.amax([2, 3]);
    }
}
