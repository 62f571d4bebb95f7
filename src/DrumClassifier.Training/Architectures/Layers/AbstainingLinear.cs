using DrumClassification.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// A fully connected layer with one output more than there are classes, for "none of them", whose probability is then shared
/// out evenly: the score of class k is ln(p_k + p_none / classes). What the network takes for none of the classes so gets low
/// confidence in every one of them. It is outlier exposure (Hendrycks et al., "Deep Anomaly Detection with Outlier Exposure",
/// 2019) with an output of its own to learn it by; and a sound with a wrong label costs at most ln(classes).
/// </summary>
/// <param name="Inputs">Length of the input.</param>
/// <param name="Outputs">Number of classes: scores that are logarithms of probabilities which sum to 1.</param>
public sealed record AbstainingLinear(int Inputs, int Outputs) : Layer, IClassifierHead
{
    /// <summary>Keeps the logarithm finite.</summary>
    private const float SmallestProbability = 1e-9f;

    /// <inheritdoc />
    public override string Kind => "abstaining";

    /// <inheritdoc />
    public override string Description => $"AbstainingLinear {Inputs}→{Outputs} + none";

    /// <inheritdoc />
    public override long ParameterCount => ((long)Inputs + 1) * (Outputs + 1);

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input) =>
        input.RequireVector(Description).Channels == Inputs
            ? TensorShape.Vector(Outputs)
            : throw new InvalidArchitectureException($"{Description} needs {Inputs} values, but its input has {input}.");

    /// <inheritdoc />
    public override long GetMultiplyAdds(TensorShape input) => ((long)Inputs + Outputs) * (Outputs + 1);

    internal override nn.Module<Tensor, Tensor> CreateModule() => new Module(this);

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        TorchSharp.Modules.Linear linear = ((Module)module).Linear;
        string weight = graph.AddInitializer($"{scope}.weight", OnnxTensor.From(linear.weight!));
        string bias = graph.AddInitializer($"{scope}.bias", OnnxTensor.From(linear.bias!));
        string scores = graph.AddNode("Gemm", $"{scope}.linear", [input, weight, bias], OnnxAttribute.Int("transB", 1));
        string probabilities = graph.AddNode("Softmax", $"{scope}.softmax", [scores], OnnxAttribute.Int("axis", 1));
        string share = graph.AddInitializer($"{scope}.share", new OnnxTensor([Outputs + 1, Outputs], ShareMatrix()));
        string floor = graph.AddInitializer($"{scope}.floor", new OnnxTensor([Outputs], [.. Enumerable.Repeat(SmallestProbability, Outputs)]));
        return graph.AddNode("Log", scope, [graph.AddNode("Gemm", $"{scope}.shared", [probabilities, share, floor])]);
    }

    /// <summary>Row-major [classes + 1, classes]: each class's own probability, and a share of the last.</summary>
    private float[] ShareMatrix()
    {
        float[] matrix = new float[(Outputs + 1) * Outputs];
        for (int k = 0; k < Outputs; k++)
        {
            matrix[(k * Outputs) + k] = 1;
            matrix[(Outputs * Outputs) + k] = 1f / Outputs;
        }

        return matrix;
    }

    private sealed class Module : nn.Module<Tensor, Tensor>
    {
        private readonly Tensor _share;

        public Module(AbstainingLinear layer)
            : base(nameof(AbstainingLinear))
        {
            Linear = nn.Linear(layer.Inputs, layer.Outputs + 1);
            _share = tensor(layer.ShareMatrix(), layer.Outputs + 1, layer.Outputs);
            register_module("linear", Linear);
            register_buffer("share", _share, persistent: false);
        }

        public TorchSharp.Modules.Linear Linear { get; }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return Linear.call(input).softmax(1).matmul(_share).add(SmallestProbability).log().MoveToOuterDisposeScope();
        }
    }
}
