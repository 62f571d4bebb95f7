using DrumClassification.Training.Arithmetic;
using DrumClassification.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>
/// body(x) + x: He et al., "Deep Residual Learning for Image Recognition" (2016). An activation after the sum is a layer of its own.
/// </summary>
internal sealed record Residual(IReadOnlyList<Layer> Body) : Layer
{
    private const string BodyName = "body";

    public override string Kind => "residual";

    public override string Description => "Residual, body + input";

    public override long ParameterCount => Body.Sum(layer => layer.ParameterCount);

    public override TensorShape GetOutputShape(TensorShape input)
    {
        TensorShape body = Body.Aggregate(input, (shape, layer) => layer.GetOutputShape(shape));
        return body == input
            ? body
            : throw new InvalidArchitectureException($"The body of the residual layer ends with {body}, its shortcut with {input}; they must be alike.");
    }

    public override long GetMultiplyAdds(TensorShape input) => LayerStack.GetMultiplyAdds(Body, input);

    public override TensorShape Walk(LayerWalk walk, TensorShape input) =>
        walk.AddComposite(this, input, () =>
        {
            walk.FollowPart(BodyName, Body, input);
            return GetOutputShape(input);
        });

    public override nn.Module<Tensor, Tensor> CreateModule() => new Module(this);

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input) =>
        graph.AddNode("Add", scope, [((Module)module).Body.Emit(graph, $"{scope}.{BodyName}.", input), input]);

    private sealed class Module : nn.Module<Tensor, Tensor>
    {
        public Module(Residual layer)
            : base(nameof(Residual))
        {
            Body = new LayerStack(BodyName, layer.Body);
            register_module(BodyName, Body);
        }

        public LayerStack Body { get; }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return Body.call(input).Plus(input).MoveToOuterDisposeScope();
        }
    }
}
