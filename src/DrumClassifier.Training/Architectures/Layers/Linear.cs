using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>Fully connected layer with bias, on a vector.</summary>
/// <param name="Inputs">Length of the input.</param>
/// <param name="Outputs">Length of the output.</param>
public sealed record Linear(int Inputs, int Outputs) : Layer, IClassifierHead
{
    /// <inheritdoc />
    public override string Kind => "linear";

    /// <inheritdoc />
    public override string Description => $"Linear {Inputs}→{Outputs}";

    /// <inheritdoc />
    public override long ParameterCount => ((long)Inputs * Outputs) + Outputs;

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input) =>
        input.RequireVector(Description).Channels == Inputs
            ? TensorShape.Vector(Outputs)
            : throw new InvalidArchitectureException($"{Description} needs {Inputs} values, but its input has {input}.");

    /// <inheritdoc />
    public override long GetMultiplyAdds(TensorShape input) => (long)Inputs * Outputs;

    internal override nn.Module<Tensor, Tensor> CreateModule() => nn.Linear(Inputs, Outputs);

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        var linear = (TorchSharp.Modules.Linear)module;
        string weight = graph.AddInitializer($"{scope}.weight", OnnxTensor.From(linear.weight!));
        string bias = graph.AddInitializer($"{scope}.bias", OnnxTensor.From(linear.bias!));
        return graph.AddNode("Gemm", scope, [input, weight, bias], OnnxAttribute.Int("transB", 1));
    }
}
