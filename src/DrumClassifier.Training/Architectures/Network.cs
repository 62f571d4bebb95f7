using DrumClassification.Training.Architectures.Layers;
using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// The TorchSharp module of an <see cref="Architecture"/>: float[batch, 1, mel bands, frames] → scores float[batch, classes].
/// </summary>
/// <remarks>
/// The weights start as PyTorch's do by default, from torch's global generator: seed it with <c>torch.manual_seed</c> before.
/// Parameters are named <c>layers.INDEX_KIND.…</c>, for example <c>layers.0_conv.weight</c>; checkpoints hold these names.
/// Not safe for use by several threads while training.
/// </remarks>
internal sealed class Network : nn.Module<Tensor, Tensor>
{
    private readonly LayerStack _layers;

    /// <summary>Makes the module on the CPU, in training mode.</summary>
    public Network(Architecture architecture)
        : base(architecture.Name)
    {
        Architecture = architecture;
        _layers = new LayerStack("layers", architecture.Layers);
        register_module("layers", _layers);
    }

    /// <summary>What it was made from.</summary>
    public Architecture Architecture { get; }

    /// <summary>Computes the class scores before the softmax.</summary>
    /// <param name="input">float[batch, 1, mel bands, frames].</param>
    /// <returns>float[batch, classes]; intermediate results are disposed of.</returns>
    public override Tensor forward(Tensor input) => _layers.call(input);

    /// <summary>Computes the class scores and the input of the last layer (in training mode: after its dropout).</summary>
    /// <param name="input">float[batch, 1, mel bands, frames].</param>
    /// <returns>Scores float[batch, classes] and embedding float[batch, embedding length]; dispose of both.</returns>
    public (Tensor Logits, Tensor Embedding) ForwardWithEmbedding(Tensor input)
    {
        int last = Architecture.Layers.Count - 1;
        Tensor embedding = _layers.Run(input, 0, last);
        return (_layers.Run(embedding, last, last + 1), embedding);
    }

    /// <summary>Computes the class scores and, where the network knows kinds, their scores.</summary>
    /// <param name="input">float[batch, 1, mel bands, frames].</param>
    /// <returns>Scores float[batch, classes], and of the kinds float[batch, kinds] or null; dispose of both.</returns>
    public (Tensor Logits, Tensor? Kinds) ForwardWithKinds(Tensor input)
    {
        if (Architecture.Kinds == 0)
        {
            return (call(input), null);
        }

        var head = (AbstainingHead.Module)_layers.Last;
        int last = Architecture.Layers.Count - 1;
        using Tensor embedding = _layers.Run(input, 0, last);
        Tensor kinds = head.Linear.call(embedding);
        return (head.ToClasses(kinds), kinds);
    }

    /// <summary>Takes over the weights and statistics of a network of the same architecture.</summary>
    public void CopyWeightsFrom(Network source)
    {
        using IDisposable noGrad = no_grad();
        Dictionary<string, Tensor> values = source.state_dict();
        foreach ((string name, Tensor value) in state_dict())
        {
            value.copy_(values[name]);
        }
    }

    /// <summary>Adds all nodes to a graph; returns the names of the outputs, of which the last is null if the network knows no kinds.</summary>
    public (string Logits, string Embedding, string? Kinds) Emit(OnnxGraphBuilder graph, string input)
    {
        int last = Architecture.Layers.Count - 1;
        string embedding = _layers.Emit(graph, "", input, 0, last);
        string logits = _layers.Emit(graph, "", embedding, last, last + 1);
        return (logits, embedding, Architecture.Kinds > 0 ? AbstainingHead.ScoresName(LayerWalk.NameOf(last, Architecture.Layers[last])) : null);
    }
}
