using DrumClassification.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>
/// Scales every channel by a factor 0 … 1 made from all channels' means: FC, ReLU, FC, sigmoid.
/// Hu et al., "Squeeze-and-Excitation Networks" (2018).
/// </summary>
/// <param name="Reduction">The hidden layer has Channels / Reduction values, at least 1.</param>
internal sealed record SqueezeExcite(int Channels, int Reduction = 16) : Layer
{
    /// <summary>Length of the hidden layer.</summary>
    public int Hidden => Math.Max(1, Channels / Reduction);

    public override string Kind => "se";

    public override string Description => $"SqueezeExcite {Channels}→{Hidden}→{Channels}";

    public override long ParameterCount => (2L * Channels * Hidden) + Hidden + Channels;

    public override TensorShape GetOutputShape(TensorShape input) => input.RequirePlanes(Description).RequireChannels(Description, Channels);

    public override long GetMultiplyAdds(TensorShape input) => (2L * Channels * Hidden) + input.Count;

    public override nn.Module<Tensor, Tensor> CreateModule() => new Module(this);

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        // On 1×1 planes a fully connected layer is a 1×1 convolution; that needs no reshaping before the product.
        var excite = (Module)module;
        string squeezed = graph.AddNode("GlobalAveragePool", $"{scope}.squeeze", [input]);
        string hidden = graph.AddNode("Relu", $"{scope}.relu", [EmitLinear(graph, excite.Reduce, $"{scope}.fc1", squeezed)]);
        string factors = graph.AddNode("Sigmoid", $"{scope}.sigmoid", [EmitLinear(graph, excite.Expand, $"{scope}.fc2", hidden)]);
        return graph.AddNode("Mul", scope, [input, factors]);
    }

    private static string EmitLinear(OnnxGraphBuilder graph, TorchSharp.Modules.Linear linear, string scope, string input)
    {
        OnnxTensor weight = TorchTensor.Copy(linear.weight!);
        OnnxTensor kernel = weight with { Dimensions = [.. weight.Dimensions, 1, 1] };
        return graph.AddNode(
            "Conv",
            scope,
            [input, graph.AddInitializer($"{scope}.weight", kernel), graph.AddInitializer($"{scope}.bias", TorchTensor.Copy(linear.bias!))],
            OnnxAttribute.Ints("kernel_shape", [1, 1]));
    }

    private sealed class Module : nn.Module<Tensor, Tensor>
    {
        public Module(SqueezeExcite layer)
            : base(nameof(SqueezeExcite))
        {
            Reduce = nn.Linear(layer.Channels, layer.Hidden);
            Expand = nn.Linear(layer.Hidden, layer.Channels);
            register_module("fc1", Reduce);
            register_module("fc2", Expand);
        }

        public TorchSharp.Modules.Linear Reduce { get; }

        public TorchSharp.Modules.Linear Expand { get; }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor factors = Expand.call(Reduce.call(input.mean([2, 3])).relu_()).sigmoid_();
            return (input * factors.unsqueeze(-1).unsqueeze(-1)).MoveToOuterDisposeScope();
        }
    }
}
