using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>Layers one after the other under a name of their own, for the reader of summaries and checkpoints.</summary>
/// <param name="Name">A word in lower case, such as <c>block1</c>.</param>
/// <param name="Layers">The layers, in order.</param>
internal sealed record Block(string Name, IReadOnlyList<Layer> Layers) : Layer
{
    public override string Kind => Name;

    public override string Description => "Block";

    public override long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    public override TensorShape GetOutputShape(TensorShape input) => Layers.Aggregate(input, (shape, layer) => layer.GetOutputShape(shape));

    public override long GetMultiplyAdds(TensorShape input) => LayerStack.GetMultiplyAdds(Layers, input);

    public override TensorShape Walk(LayerWalk walk, TensorShape input) =>
        walk.AddComposite(this, input, () => walk.Follow(Layers, input));

    public override nn.Module<Tensor, Tensor> CreateModule() => new LayerStack(Name, Layers);

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        ((LayerStack)module).Emit(graph, $"{scope}.", input);
}
