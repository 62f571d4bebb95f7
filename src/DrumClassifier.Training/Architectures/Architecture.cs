using DrumClassification.Training.Architectures.Layers;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// A convolutional network, described once: the TorchSharp module (<see cref="Network"/>), the ONNX graph
/// (<see cref="Onnx.OnnxExporter"/>) and the printed summary are all made from it. Immutable.
/// </summary>
internal sealed record Architecture
{
    /// <summary>Describes a network and checks that its layers fit each other.</summary>
    /// <param name="name">Its name on the command line and in model files.</param>
    /// <param name="melBands">Mel bands of the input, above 0.</param>
    /// <param name="frames">Frames of the input, above 0.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="layers">
    /// The layers from [1, mel bands, frames] to the class scores. The last is an <see cref="IClassifierHead"/> with one output
    /// a class; its input is the network's embedding.
    /// </param>
    /// <exception cref="InvalidArchitectureException">A layer does not fit the one before it; the message names it and the shapes.</exception>
    public Architecture(string name, int melBands, int frames, int classes, IReadOnlyList<Layer> layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(melBands);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        (Name, MelBands, Frames, Classes, Layers) = (name, melBands, frames, classes, [.. layers]);

        var walk = new LayerWalk();
        try
        {
            walk.Follow(Layers, InputShape);
        }
        catch (InvalidArchitectureException exception)
        {
            throw new InvalidArchitectureException(
                $"Architecture '{name}' with an input of {melBands} mel bands × {frames} frames: {exception.Message}", exception);
        }

        Summary = walk.Rows;
        if (Layers.Count == 0 || Layers[^1] is not IClassifierHead last || last.Outputs != classes)
        {
            throw new InvalidArchitectureException($"Architecture '{name}': the last layer must be a classifier head (Linear, AbstainingLinear or KindLinear) with {classes} outputs, one a class.");
        }

        EmbeddingLength = last.Inputs;
        Kinds = (last as KindLinear)?.ClassOf.Count ?? 0;
        ParameterCount = Layers.Sum(layer => layer.ParameterCount);
        MultiplyAdds = LayerStack.GetMultiplyAdds(Layers, InputShape);
    }

    /// <summary>Its name on the command line and in model files.</summary>
    public string Name { get; }

    /// <summary>Mel bands of the input.</summary>
    public int MelBands { get; }

    /// <summary>Frames of the input.</summary>
    public int Frames { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of kinds that it scores beside the classes; 0 if it knows none.</summary>
    public int Kinds { get; }

    /// <summary>The layers, in order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Shape of one input: [1, mel bands, frames].</summary>
    public TensorShape InputShape => TensorShape.Planes(1, MelBands, Frames);

    /// <summary>Length of the embedding: the input of the last layer.</summary>
    public int EmbeddingLength { get; }

    /// <summary>Number of trained parameters.</summary>
    public long ParameterCount { get; }

    /// <summary>Multiply-adds for one sound; see <see cref="Layer.GetMultiplyAdds"/> for what counts.</summary>
    public long MultiplyAdds { get; }

    /// <summary>A row for every layer, parts after their composite layer.</summary>
    public IReadOnlyList<LayerSummary> Summary { get; }
}
