using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>Two-dimensional convolution with a square kernel. Groups equal to the channels make it depthwise; a kernel of 1 makes it pointwise.</summary>
internal sealed record Conv2d(int InChannels, int OutChannels, int Kernel) : Layer
{
    public int Stride { get; init; } = 1;

    /// <summary>Zeros added on each side.</summary>
    public int Padding { get; init; }

    /// <summary>Number of groups of channels that do not see each other; divides both channel counts.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>True adds a trained offset to every output channel.</summary>
    public bool Bias { get; init; } = true;

    public override string Kind => "conv";

    public override string Description =>
        $"Conv2d {InChannels}→{OutChannels}, {Kernel}×{Kernel}"
        + (Stride == 1 ? "" : $", stride {Stride}×{Stride}")
        + (Padding == 0 ? "" : $", padding {Padding}×{Padding}")
        + (Groups == 1 ? "" : $", groups {Groups}")
        + (Bias ? "" : ", no bias");

    public override long ParameterCount => ((long)OutChannels * InChannels / Groups * Kernel * Kernel) + (Bias ? OutChannels : 0);

    public override TensorShape GetOutputShape(TensorShape input)
    {
        if (InChannels < 1 || OutChannels < 1 || Groups < 1 || InChannels % Groups != 0 || OutChannels % Groups != 0)
        {
            throw new InvalidArchitectureException($"{Description}: the number of groups must divide both channel counts.");
        }

        input.RequirePlanes(Description).RequireChannels(Description, InChannels);
        return SlidingWindow.Apply(Description, input, OutChannels, Kernel, Stride, Padding);
    }

    public override long GetMultiplyAdds(TensorShape input) => GetOutputShape(input).Count * (InChannels / Groups) * Kernel * Kernel;

    public override nn.Module<Tensor, Tensor> CreateModule() =>
        nn.Conv2d(InChannels, OutChannels, (Kernel, Kernel), (Stride, Stride), (Padding, Padding), (1, 1), groups: Groups, bias: Bias);

    public override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        var conv = (TorchSharp.Modules.Conv2d)module;
        return Emit(graph, scope, input, TorchTensor.Copy(conv.weight!), conv.bias is null ? null : TorchTensor.Copy(conv.bias));
    }

    /// <summary>Adds the node with weights other than the module's own: those with a batch normalisation folded in.</summary>
    public string Emit(OnnxGraphBuilder graph, string scope, string input, OnnxTensor weight, OnnxTensor? bias)
    {
        List<string> inputs = [input, graph.AddInitializer($"{scope}.weight", weight)];
        if (bias is not null)
        {
            inputs.Add(graph.AddInitializer($"{scope}.bias", bias));
        }

        return graph.AddNode("Conv", scope, inputs, [.. OnnxAttribute.Window(Kernel, Stride, Padding), OnnxAttribute.Int("group", Groups)]);
    }
}
