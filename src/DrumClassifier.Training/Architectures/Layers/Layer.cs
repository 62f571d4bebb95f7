using DrumClassification.Training.Onnx;
using static TorchSharp.torch;

namespace DrumClassification.Training.Architectures.Layers;

/// <summary>
/// One layer of an <see cref="Architecture"/>. A layer says everything about itself in one place: the shapes it turns into
/// each other, what it costs, the TorchSharp module that trains it and the ONNX nodes that compute the same.
/// </summary>
internal abstract record Layer
{
    /// <summary>Short lower-case name; with the layer's position it names its parameters in checkpoints.</summary>
    public abstract string Kind { get; }

    /// <summary>What the layer is, with its settings, for people.</summary>
    public abstract string Description { get; }

    /// <summary>Number of trained parameters. Running statistics of a batch normalisation are not trained.</summary>
    public virtual long ParameterCount => 0;

    /// <summary>Shape of one sample after the layer.</summary>
    /// <exception cref="InvalidArchitectureException">The layer cannot take such an input.</exception>
    public abstract TensorShape GetOutputShape(TensorShape input);

    /// <summary>
    /// Multiply-adds for one sample: those of convolutions, linear layers and squeeze-and-excite scaling. What inference folds
    /// away (batch normalisation) or does without multiplying (activations, pooling) counts 0.
    /// </summary>
    public virtual long GetMultiplyAdds(TensorShape input) => 0;

    /// <summary>Infers shapes through this layer and notes it, with its parts.</summary>
    public virtual TensorShape Walk(LayerWalk walk, TensorShape input) => walk.AddLeaf(this, input);

    /// <summary>Makes the module, initialised as PyTorch does by default, on the CPU.</summary>
    public abstract nn.Module<Tensor, Tensor> CreateModule();

    /// <summary>Runs the module that <see cref="CreateModule"/> made.</summary>
    public virtual Tensor Run(nn.Module<Tensor, Tensor> module, Tensor input) => module.call(input);

    /// <summary>Adds the nodes that compute the layer in inference mode.</summary>
    /// <param name="graph">The graph under construction.</param>
    /// <param name="module">The module that <see cref="CreateModule"/> made.</param>
    /// <param name="scope">The layer's full name, under which nodes and weights are named.</param>
    /// <param name="input">Name of the input value.</param>
    /// <returns>Name of the output value.</returns>
    public abstract string Emit(OnnxGraphBuilder graph, nn.Module module, string scope, string input);
}
