using DrumClassification.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// body(x) + shortcut(x), both of the same shape: He et al., "Deep Residual Learning for Image Recognition" (2016).
/// An activation after the sum is a layer of its own.
/// </summary>
/// <param name="Body">The layers of the body, in order.</param>
/// <param name="Shortcut">The layers of the shortcut; null or empty passes the input on.</param>
public sealed record Residual(IReadOnlyList<Layer> Body, IReadOnlyList<Layer>? Shortcut = null) : Layer
{
    private const string BodyName = "body";
    private const string ShortcutName = "shortcut";

    private IReadOnlyList<Layer> ShortcutLayers => Shortcut ?? [];

    /// <inheritdoc />
    public override string Kind => "residual";

    /// <inheritdoc />
    public override string Description => ShortcutLayers.Count == 0 ? "Residual, body + input" : "Residual, body + shortcut";

    /// <inheritdoc />
    public override long ParameterCount => Body.Concat(ShortcutLayers).Sum(layer => layer.ParameterCount);

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input)
    {
        TensorShape body = Body.Aggregate(input, (shape, layer) => layer.GetOutputShape(shape));
        TensorShape shortcut = ShortcutLayers.Aggregate(input, (shape, layer) => layer.GetOutputShape(shape));
        return body == shortcut
            ? body
            : throw new InvalidArchitectureException($"The body of the residual layer ends with {body}, its shortcut with {shortcut}; they must be alike.");
    }

    /// <inheritdoc />
    public override long GetMultiplyAdds(TensorShape input) =>
        LayerStack.GetMultiplyAdds(Body, input) + LayerStack.GetMultiplyAdds(ShortcutLayers, input);

    internal override TensorShape Walk(LayerWalk walk, TensorShape input) =>
        walk.AddComposite(this, input, () =>
        {
            walk.FollowPart(BodyName, Body, input);
            walk.FollowPart(ShortcutName, ShortcutLayers, input);
            return GetOutputShape(input);
        });

    internal override nn.Module<Tensor, Tensor> CreateModule() => new Module(this);

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        var residual = (Module)module;
        string body = residual.Body.Emit(graph, $"{scope}.{BodyName}.", input);
        string shortcut = residual.Shortcut.Emit(graph, $"{scope}.{ShortcutName}.", input);
        return graph.AddNode("Add", scope, [body, shortcut]);
    }

    private sealed class Module : nn.Module<Tensor, Tensor>
    {
        public Module(Residual layer)
            : base(nameof(Residual))
        {
            Body = new LayerStack(BodyName, layer.Body);
            Shortcut = new LayerStack(ShortcutName, layer.ShortcutLayers);
            register_module(BodyName, Body);
            register_module(ShortcutName, Shortcut);
        }

        public LayerStack Body { get; }

        public LayerStack Shortcut { get; }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return (Body.call(input) + Shortcut.call(input)).MoveToOuterDisposeScope();
        }
    }
}
