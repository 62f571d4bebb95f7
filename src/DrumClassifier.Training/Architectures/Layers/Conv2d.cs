using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>Two-dimensional convolution. Groups equal to the channels make it depthwise; a 1×1 kernel makes it pointwise.</summary>
/// <param name="InChannels">Channels of the input, above 0.</param>
/// <param name="OutChannels">Channels of the output, above 0; a multiple of <see cref="Groups"/>.</param>
/// <param name="Kernel">Height and width of the kernel.</param>
public sealed record Conv2d(int InChannels, int OutChannels, Size2 Kernel) : Layer
{
    /// <summary>Step of the kernel. Default 1.</summary>
    public Size2 Stride { get; init; } = 1;

    /// <summary>Zeros added on each side. Default 0.</summary>
    public Size2 Padding { get; init; } = 0;

    /// <summary>Number of groups of channels that do not see each other; divides both channel counts. Default 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>True adds a trained offset to every output channel. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>A 3×3 (or other odd) convolution of every channel by itself that keeps the size.</summary>
    public static Conv2d Depthwise(int channels, int kernel) => new(channels, channels, kernel) { Padding = kernel / 2, Groups = channels };

    /// <summary>A 1×1 convolution: mixes channels only.</summary>
    public static Conv2d Pointwise(int inChannels, int outChannels) => new(inChannels, outChannels, 1);

    /// <inheritdoc />
    public override string Kind => "conv";

    /// <inheritdoc />
    public override string Description =>
        $"Conv2d {InChannels}→{OutChannels}, {Kernel}"
        + (Stride == 1 ? "" : $", stride {Stride}")
        + (Padding == 0 ? "" : $", padding {Padding}")
        + (Groups == 1 ? "" : $", groups {Groups}")
        + (Bias ? "" : ", no bias");

    /// <inheritdoc />
    public override long ParameterCount => ((long)OutChannels * InChannels / Groups * Kernel.Height * Kernel.Width) + (Bias ? OutChannels : 0);

    /// <inheritdoc />
    public override TensorShape GetOutputShape(TensorShape input)
    {
        if (InChannels < 1 || OutChannels < 1 || Groups < 1 || InChannels % Groups != 0 || OutChannels % Groups != 0)
        {
            throw new InvalidArchitectureException($"{Description}: the number of groups must divide both channel counts.");
        }

        input.RequirePlanes(Description).RequireChannels(Description, InChannels);
        return SlidingWindow.Apply(Description, input, OutChannels, Kernel, Stride, Padding);
    }

    /// <inheritdoc />
    public override long GetMultiplyAdds(TensorShape input)
    {
        TensorShape output = GetOutputShape(input);
        return output.Count * (InChannels / Groups) * Kernel.Height * Kernel.Width;
    }

    internal override nn.Module<Tensor, Tensor> CreateModule() =>
        nn.Conv2d(InChannels, OutChannels, Kernel.ToTorch(), Stride.ToTorch(), Padding.ToTorch(), (1, 1), groups: Groups, bias: Bias);

    internal override string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input)
    {
        var conv = (TorchSharp.Modules.Conv2d)module;
        return Emit(graph, scope, input, OnnxTensor.From(conv.weight!), conv.bias is null ? null : OnnxTensor.From(conv.bias));
    }

    /// <summary>Adds the node with weights other than the module's own: those with a batch normalisation folded in.</summary>
    internal string Emit(OnnxGraphBuilder graph, string scope, string input, OnnxTensor weight, OnnxTensor? bias)
    {
        List<string> inputs = [input, graph.AddInitializer($"{scope}.weight", weight)];
        if (bias is not null)
        {
            inputs.Add(graph.AddInitializer($"{scope}.bias", bias));
        }

        return graph.AddNode(
            "Conv",
            scope,
            inputs,
            OnnxAttribute.Ints("kernel_shape", Kernel.ToOnnx()),
            OnnxAttribute.Ints("strides", Stride.ToOnnx()),
            OnnxAttribute.Ints("pads", Padding.ToOnnxPads()),
            OnnxAttribute.Int("group", Groups));
    }
}
