using DrumClassification.Modelling.Onnx.Format;

namespace DrumClassification.Modelling.Waveform;

/// <summary>Writes formulas into a graph: makes up names for nodes, and holds each constant once.</summary>
/// <param name="builder">The graph.</param>
/// <param name="prefix">What all names begin with; no name of the graph does yet.</param>
internal sealed class GraphScope(OnnxGraphBuilder builder, string prefix)
{
    private readonly Dictionary<float, GraphValue> _floats = [];
    private readonly Dictionary<long, GraphValue> _integers = [];
    private int _count;

    /// <summary>A value that is in the graph already.</summary>
    public GraphValue Existing(string name) => new(this, name);

    /// <summary>A number, float[1].</summary>
    public GraphValue Constant(float value) => _floats.TryGetValue(value, out GraphValue known) ? known : _floats[value] = Constant([1], [value]);

    /// <summary>Numbers in row-major order.</summary>
    public GraphValue Constant(long[] dimensions, float[] values) => new(this, builder.AddInitializer(NextName("constant"), new OnnxTensor(dimensions, values)));

    /// <summary>A whole number, int64[1].</summary>
    public GraphValue Constant(long value) => _integers.TryGetValue(value, out GraphValue known) ? known : _integers[value] = Constant([1], [value]);

    /// <summary>Whole numbers in row-major order.</summary>
    public GraphValue Constant(long[] dimensions, long[] values) => new(this, builder.AddInitializer(NextName("constant"), dimensions, values));

    /// <summary>A list of whole numbers.</summary>
    public GraphValue List(params long[] values) => Constant([values.Length], values);

    /// <summary>0 … count − 1.</summary>
    /// <param name="count">int64[1].</param>
    public GraphValue Range(GraphValue count) => Node("Range", [Constant([], [0L]), count.Scalar(), Constant([], [1L])]);

    /// <summary>Adds a node.</summary>
    /// <returns>Its output.</returns>
    public GraphValue Node(string operation, GraphValue[] inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        new(this, builder.AddNode(operation, NextName(operation), inputs.Select(input => input.Name), attributes));

    /// <summary>Adds a node whose output has a name of its own.</summary>
    public GraphValue NamedNode(string name, string operation, params GraphValue[] inputs) =>
        new(this, builder.AddNode(operation, name, inputs.Select(input => input.Name)));

    /// <summary>Orders each row, float[batch, n], from the smallest value on.</summary>
    /// <param name="values">The rows.</param>
    /// <param name="count">n, int64[1].</param>
    /// <returns>Where in its row each stood, int64[batch, n].</returns>
    public GraphValue Order(GraphValue values, GraphValue count)
    {
        string name = NextName("TopK");
        string order = $"{name}.order";
        builder.AddNode("TopK", name, [values.Name, count.Name], [$"{name}.values", order], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("largest", 0), OnnxAttribute.Int("sorted", 1));
        return new GraphValue(this, order);
    }

    private string NextName(string what) => FormattableString.Invariant($"{prefix}.{what}{_count++}");
}
