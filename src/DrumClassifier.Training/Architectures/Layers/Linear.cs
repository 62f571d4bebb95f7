using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>Fully connected layer with bias, on a vector.</summary>
internal sealed record Linear(int Inputs, int Outputs) : Layer, IClassifierHead
{
    public override string Kind => "linear";

    public override string Description => $"Linear {Inputs}→{Outputs}";

    public override long ParameterCount => ((long)Inputs * Outputs) + Outputs;

    public override TensorShape GetOutputShape(TensorShape input)
    {
        input.RequireLength(Description, Inputs);
        return TensorShape.Vector(Outputs);
    }

    public override long GetMultiplyAdds(TensorShape input) => (long)Inputs * Outputs;

    public override nn.Module<Tensor, Tensor> CreateModule() => nn.Linear(Inputs, Outputs);

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddLinear((TorchSharp.Modules.Linear)module, scope, scope, input);
}
