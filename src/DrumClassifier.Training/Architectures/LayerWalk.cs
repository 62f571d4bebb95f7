using DrumClassification.Training.Architectures.Layers;

namespace DrumClassification.Training.Architectures;

/// <summary>Walks through layers in order, infers every shape on the way and notes a row for each.</summary>
internal sealed class LayerWalk
{
    private readonly List<LayerSummary> _rows = [];
    private readonly Stack<string> _path = new();

    public IReadOnlyList<LayerSummary> Rows => _rows;

    /// <summary>The name of a layer inside its parent: its position and kind. Checkpoints hold these names.</summary>
    public static string NameOf(int index, Layer layer) => $"{index}_{layer.Kind}";

    /// <summary>Follows the layers from an input's shape to their output's.</summary>
    public TensorShape Follow(IReadOnlyList<Layer> layers, TensorShape input)
    {
        TensorShape shape = input;
        for (int i = 0; i < layers.Count; i++)
        {
            _path.Push(NameOf(i, layers[i]));
            shape = layers[i].Walk(this, shape);
            _path.Pop();
        }

        return shape;
    }

    /// <summary>Notes a layer that has no parts.</summary>
    public TensorShape AddLeaf(Layer layer, TensorShape input)
    {
        try
        {
            TensorShape output = layer.GetOutputShape(input);
            if (output.Channels < 1 || output.Height < 1 || output.Width < 1)
            {
                throw new InvalidArchitectureException($"{layer.Description} leaves nothing of its input of {input}.");
            }

            _rows.Add(new LayerSummary(
                _path.Peek(), _path.Count - 1, layer.Description, IsComposite: false, output, layer.ParameterCount, layer.GetMultiplyAdds(input)));
            return output;
        }
        catch (InvalidArchitectureException exception)
        {
            throw new InvalidArchitectureException($"Layer {string.Join('.', _path.Reverse())}: {exception.Message}", exception);
        }
    }

    /// <summary>Notes a layer that has parts: a row that heads the rows that <paramref name="follow"/> adds.</summary>
    public TensorShape AddComposite(Layer layer, TensorShape input, Func<TensorShape> follow)
    {
        int at = _rows.Count;
        TensorShape output = follow();
        _rows.Insert(at, new LayerSummary(
            _path.Peek(), _path.Count - 1, layer.Description, IsComposite: true, output, layer.ParameterCount, layer.GetMultiplyAdds(input)));
        return output;
    }

    /// <summary>Follows layers that lie under a name of their own inside the current one.</summary>
    public TensorShape FollowPart(string name, IReadOnlyList<Layer> layers, TensorShape input)
    {
        _path.Push(name);
        TensorShape output = Follow(layers, input);
        _path.Pop();
        return output;
    }
}
