using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Onnx;

/// <summary>From torch's weights to those of a model file.</summary>
internal static class TorchTensor
{
    /// <summary>Copies a tensor from wherever it lies.</summary>
    public static OnnxTensor Copy(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor copy = tensor.detach().cpu().to(ScalarType.Float32).contiguous();
        return new OnnxTensor([.. copy.shape], copy.data<float>().ToArray());
    }

    /// <summary>Adds a fully connected layer: the node <paramref name="name"/>, its weights named after <paramref name="scope"/>.</summary>
    /// <returns>The name of its output.</returns>
    public static string AddLinear(this OnnxGraphBuilder graph, TorchSharp.Modules.Linear linear, string scope, string name, string input) =>
        graph.AddLinear(Copy(linear.weight!), Copy(linear.bias!), scope, name, input);
}
