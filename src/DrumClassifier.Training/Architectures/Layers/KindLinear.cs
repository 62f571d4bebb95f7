using DrumClassification.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// A fully connected layer with one output a kind, and the scores of the classes made from it, so that both answers agree: the probability of a
/// class is that of its kinds together, and what the kinds of no class take is shared out evenly, as <see cref="AbstainingLinear"/> does with its
/// "none of them": the score of class k is ln(Σ p of its kinds + p_none / classes).
/// </summary>
/// <param name="Inputs">Length of the input.</param>
/// <param name="Outputs">Number of classes: scores that are logarithms of probabilities which sum to 1.</param>
/// <param name="ClassOf">For each kind the index of its class; −1 for a kind of none of them. At least one kind a class, and one of none.</param>
public sealed record KindLinear(int Inputs, int Outputs, IReadOnlyList<int> ClassOf) : Layer, IClassifierHead
{
    /// <summary>Keeps the logarithm finite.</summary>
    private const float SmallestProbability = 1e-9f;

    /// <inheritdoc />
    public override string Kind => "kinds";

    /// <inheritdoc />
    public override string Description => $"KindLinear {Inputs}→{ClassOf.Count} kinds→{Outputs}";

    /// <inheritdoc />
    public override long ParameterCount => ((long)Inputs + 1) * ClassOf.Count;

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input) =>
        input.RequireVector(Description).Channels != Inputs ? throw new InvalidArchitectureException($"{Description} needs {Inputs} values, but its input has {input}.")
        : Enumerable.Range(-1, Outputs + 1).Any(label => !ClassOf.Contains(label)) || ClassOf.Max() >= Outputs
            ? throw new InvalidArchitectureException($"{Description} needs a kind for each of {Outputs} classes and one for none of them, and no others.")
            : TensorShape.Vector(Outputs);

    /// <inheritdoc />
    public override long GetMultiplyAdds(TensorShape input) => ((long)Inputs + Outputs) * ClassOf.Count;

    internal static string ScoresName(string scope) => $"{scope}.linear";

    internal override nn.Module<Tensor, Tensor> CreateModule() => new Module(this);

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        TorchSharp.Modules.Linear linear = ((Module)module).Linear;
        string weight = graph.AddInitializer($"{scope}.weight", OnnxTensor.From(linear.weight!));
        string bias = graph.AddInitializer($"{scope}.bias", OnnxTensor.From(linear.bias!));
        string scores = graph.AddNode("Gemm", ScoresName(scope), [input, weight, bias], OnnxAttribute.Int("transB", 1));
        string probabilities = graph.AddNode("Softmax", $"{scope}.softmax", [scores], OnnxAttribute.Int("axis", 1));
        string share = graph.AddInitializer($"{scope}.share", new OnnxTensor([ClassOf.Count, Outputs], ShareMatrix()));
        string floor = graph.AddInitializer($"{scope}.floor", new OnnxTensor([Outputs], [.. Enumerable.Repeat(SmallestProbability, Outputs)]));
        return graph.AddNode("Log", scope, [graph.AddNode("Gemm", $"{scope}.shared", [probabilities, share, floor])]);
    }

    /// <summary>Row-major [kinds, classes]: what each class gets of each kind's probability.</summary>
    private float[] ShareMatrix() =>
        [.. ClassOf.SelectMany(own => Enumerable.Range(0, Outputs).Select(label => own < 0 ? 1f / Outputs : own == label ? 1f : 0f))];

    internal sealed class Module : nn.Module<Tensor, Tensor>
    {
        private readonly Tensor _share;

        public Module(KindLinear layer)
            : base(nameof(KindLinear))
        {
            Linear = nn.Linear(layer.Inputs, layer.ClassOf.Count);
            _share = tensor(layer.ShareMatrix(), layer.ClassOf.Count, layer.Outputs);
            register_module("linear", Linear);
            register_buffer("share", _share, persistent: false);
        }

        public TorchSharp.Modules.Linear Linear { get; }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return ToClasses(Linear.call(input)).MoveToOuterDisposeScope();
        }

        /// <summary>Scores of the classes, float[batch, classes], from scores of the kinds, float[batch, kinds].</summary>
        public Tensor ToClasses(Tensor scores)
        {
            using DisposeScope scope = NewDisposeScope();
            return scores.softmax(1).matmul(_share).add(SmallestProbability).log().MoveToOuterDisposeScope();
        }
    }
}
