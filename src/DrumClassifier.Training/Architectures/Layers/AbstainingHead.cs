using DrumClassification.Training.Arithmetic;
using DrumClassification.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>
/// A fully connected layer whose outputs are gathered into classes after the softmax. What goes to the outputs of no class is shared out evenly: the
/// score of class k is ln(Σ p of its outputs + p_none / classes), so that a sound of none of the classes gets low confidence in every one of them.
/// It is outlier exposure (Hendrycks et al., "Deep Anomaly Detection with Outlier Exposure", 2019) with outputs of its own to learn it by; and a
/// sound with a wrong label costs at most ln(classes).
/// </summary>
/// <param name="Outputs">Number of classes: scores that are logarithms of probabilities which sum to 1.</param>
/// <param name="ClassOf">For each output of the fully connected layer the index of its class; −1 for none.</param>
internal abstract record AbstainingHead(int Inputs, int Outputs, IReadOnlyList<int> ClassOf) : Layer, IClassifierHead
{
    /// <summary>Keeps the logarithm finite.</summary>
    private const float SmallestProbability = 1e-9f;

    public override long ParameterCount => ((long)Inputs + 1) * ClassOf.Count;

    public override TensorShape GetOutputShape(TensorShape input)
    {
        input.RequireLength(Description, Inputs);
        return TensorShape.Vector(Outputs);
    }

    public override long GetMultiplyAdds(TensorShape input) => ((long)Inputs + Outputs) * ClassOf.Count;

    public override nn.Module<Tensor, Tensor> CreateModule() => new Module(this);

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        string scores = graph.AddLinear(((Module)module).Linear, scope, ScoresName(scope), input);
        string probabilities = graph.AddNode("Softmax", $"{scope}.softmax", [scores], OnnxAttribute.Int("axis", 1));
        string share = graph.AddInitializer($"{scope}.share", new OnnxTensor([ClassOf.Count, Outputs], ShareMatrix()));
        string floor = graph.AddInitializer($"{scope}.floor", new OnnxTensor([Outputs], [.. Enumerable.Repeat(SmallestProbability, Outputs)]));
        return graph.AddNode("Log", scope, [graph.AddNode("Gemm", $"{scope}.shared", [probabilities, share, floor])]);
    }

    /// <summary>Name of the fully connected layer's scores in the graph.</summary>
    public static string ScoresName(string scope) => $"{scope}.linear";

    /// <summary>Row-major [outputs, classes]: what each class gets of each output's probability.</summary>
    private float[] ShareMatrix() =>
        [.. ClassOf.SelectMany(own => Enumerable.Range(0, Outputs).Select(label => own < 0 ? 1f / Outputs : own == label ? 1f : 0f))];

    internal sealed class Module : nn.Module<Tensor, Tensor>
    {
        private readonly Tensor _share;

        public Module(AbstainingHead layer)
            : base(layer.Kind)
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

        /// <summary>Scores of the classes, float[batch, classes], from those of the fully connected layer, float[batch, outputs].</summary>
        public Tensor ToClasses(Tensor scores)
        {
            using DisposeScope scope = NewDisposeScope();
            return scores.softmax(1).matmul(_share).Plus(SmallestProbability).log().MoveToOuterDisposeScope();
        }
    }
}
