using DrumClassification.Training.Architectures.Layers;
using DrumClassification.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>The module of layers one after the other. With no layers it hands its input on.</summary>
internal sealed class LayerStack : nn.Module<Tensor, Tensor>
{
    private readonly IReadOnlyList<Layer> _layers;
    private readonly List<nn.Module<Tensor, Tensor>> _modules = [];

    public LayerStack(string name, IReadOnlyList<Layer> layers)
        : base(name)
    {
        _layers = layers;
        for (int i = 0; i < layers.Count; i++)
        {
            nn.Module<Tensor, Tensor> module = layers[i].CreateModule();
            register_module(LayerWalk.NameOf(i, layers[i]), module);
            _modules.Add(module);
        }
    }

    /// <summary>The module of the last layer.</summary>
    public nn.Module<Tensor, Tensor> Last => _modules[^1];

    public static long GetMultiplyAdds(IReadOnlyList<Layer> layers, TensorShape input)
    {
        long sum = 0;
        foreach (Layer layer in layers)
        {
            sum += layer.GetMultiplyAdds(input);
            input = layer.GetOutputShape(input);
        }

        return sum;
    }

    public override Tensor forward(Tensor input) => Run(input, 0, _modules.Count);

    /// <summary>Runs the layers from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    /// <returns>A new tensor that the caller's scope owns, or the input itself where there is nothing to run.</returns>
    public Tensor Run(Tensor input, int start, int end)
    {
        if (start == end)
        {
            return input;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor value = input;
        for (int i = start; i < end; i++)
        {
            Tensor next = _layers[i].Run(_modules[i], value);
            if (!ReferenceEquals(value, input) && !ReferenceEquals(value, next))
            {
                // Autograd keeps what it needs by itself; the handle would keep the rest alive to the end of the step.
                value.Dispose();
            }

            value = next;
        }

        return ReferenceEquals(value, input) ? input : value.MoveToOuterDisposeScope();
    }

    /// <summary>Adds the nodes of all layers; <paramref name="prefix"/> is put before their names.</summary>
    public string Emit(OnnxGraphBuilder graph, string prefix, string input) => Emit(graph, prefix, input, 0, _modules.Count);

    /// <summary>Adds the nodes of the layers from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public string Emit(OnnxGraphBuilder graph, string prefix, string input, int start, int end)
    {
        string value = input;
        for (int i = start; i < end; i++)
        {
            string scope = prefix + LayerWalk.NameOf(i, _layers[i]);
            if (_layers[i] is Conv2d conv && i + 1 < end && _layers[i + 1] is BatchNorm2d)
            {
                (OnnxTensor weight, OnnxTensor bias) = BatchNormFolding.Fold(
                    (TorchSharp.Modules.Conv2d)_modules[i], (TorchSharp.Modules.BatchNorm2d)_modules[i + 1]);
                value = conv.Emit(graph, scope, value, weight, bias);
                i++;
            }
            else
            {
                value = _layers[i].Emit(graph, _modules[i], scope, value);
            }
        }

        return value;
    }
}
