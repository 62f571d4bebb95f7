using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// Batch normalisation of every channel with a trained scale and offset, PyTorch's defaults (ε 1e-5, momentum 0.1).
/// Directly after a <see cref="Conv2d"/> the export folds it into the convolution's weights.
/// </summary>
/// <param name="Channels">Channels of input and output.</param>
public sealed record BatchNorm2d(int Channels) : Layer
{
    /// <inheritdoc />
    public override string Kind => "bn";

    /// <inheritdoc />
    public override string Description => $"BatchNorm2d {Channels}";

    /// <inheritdoc />
    public override long ParameterCount => 2L * Channels;

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input) => input.RequirePlanes(Description).RequireChannels(Description, Channels);

    internal override nn.Module<Tensor, Tensor> CreateModule() => nn.BatchNorm2d(Channels, BatchNormFolding.Epsilon);

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        var norm = (TorchSharp.Modules.BatchNorm2d)module;
        string[] inputs =
        [
            input,
            graph.AddInitializer($"{scope}.weight", OnnxTensor.From(norm.weight!)),
            graph.AddInitializer($"{scope}.bias", OnnxTensor.From(norm.bias!)),
            graph.AddInitializer($"{scope}.running_mean", OnnxTensor.From(norm.running_mean!)),
            graph.AddInitializer($"{scope}.running_var", OnnxTensor.From(norm.running_var!)),
        ];
        return graph.AddNode("BatchNormalization", scope, inputs, OnnxAttribute.Float("epsilon", (float)BatchNormFolding.Epsilon));
    }
}
