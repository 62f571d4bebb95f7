using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>While training, zeroes each value with a probability and scales the others up; nothing at inference.</summary>
/// <param name="Probability">0 … 1, exclusive of 1.</param>
internal sealed record Dropout(double Probability) : Activation
{
    public override string Kind => "dropout";

    public override string Description => FormattableString.Invariant($"Dropout {Probability:0.##}");

    public override TensorShape GetOutputShape(TensorShape input) =>
        Probability is >= 0 and < 1
            ? input
            : throw new InvalidArchitectureException(FormattableString.Invariant($"The dropout probability is {Probability}; it must be at least 0 and below 1."));

    public override nn.Module<Tensor, Tensor> CreateModule() => nn.Dropout(Probability);

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) => input;
}
