using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>The largest value of every square of the given size; the squares do not overlap.</summary>
internal sealed record MaxPool2d(int Kernel) : Layer
{
    public override string Kind => "maxpool";

    public override string Description => $"MaxPool2d {Kernel}×{Kernel}";

    public override TensorShape GetOutputShape(TensorShape input) =>
        SlidingWindow.Apply(Description, input.RequirePlanes(Description), input.Channels, Kernel, stride: Kernel, padding: 0);

    public override nn.Module<Tensor, Tensor> CreateModule() => nn.MaxPool2d(Kernel);

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode("MaxPool", scope, [input], OnnxAttribute.Window(Kernel, stride: Kernel, padding: 0));
}
