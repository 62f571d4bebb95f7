using DrumClassification.Training.Arithmetic;
using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>
/// Batch normalisation of every channel with a trained scale and offset, PyTorch's defaults (ε 1e-5, momentum 0.1).
/// Directly after a <see cref="Conv2d"/> the export folds it into the convolution's weights.
/// </summary>
internal sealed record BatchNorm2d(int Channels) : Layer
{
    /// <summary>How far the running mean and variance move with each batch.</summary>
    private const double Momentum = 0.1;

    public override string Kind => "bn";

    public override string Description => $"BatchNorm2d {Channels}";

    public override long ParameterCount => 2L * Channels;

    public override TensorShape GetOutputShape(TensorShape input) => input.RequirePlanes(Description).RequireChannels(Description, Channels);

    public override nn.Module<Tensor, Tensor> CreateModule() => nn.BatchNorm2d(Channels, BatchNormFolding.Epsilon, Momentum);

    /// <summary>
    /// While it trains, TorchSharp's module counts its batches with numbers that nothing holds (see <see cref="HeldArithmetic"/>); nobody needs the count, because
    /// the momentum is fixed.
    /// </summary>
    public override Tensor Run(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        var norm = (TorchSharp.Modules.BatchNorm2d)module;
        return norm.training
            ? nn.functional.batch_norm(input, norm.running_mean!, norm.running_var!, norm.weight, norm.bias, training: true, momentum: Momentum, eps: BatchNormFolding.Epsilon)
            : norm.call(input);
    }

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        var norm = (TorchSharp.Modules.BatchNorm2d)module;
        string[] inputs =
        [
            input,
            graph.AddInitializer($"{scope}.weight", TorchTensor.Copy(norm.weight!)),
            graph.AddInitializer($"{scope}.bias", TorchTensor.Copy(norm.bias!)),
            graph.AddInitializer($"{scope}.running_mean", TorchTensor.Copy(norm.running_mean!)),
            graph.AddInitializer($"{scope}.running_var", TorchTensor.Copy(norm.running_var!)),
        ];
        return graph.AddNode("BatchNormalization", scope, inputs, OnnxAttribute.Float("epsilon", (float)BatchNormFolding.Epsilon));
    }
}
