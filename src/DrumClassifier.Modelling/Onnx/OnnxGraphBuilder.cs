using System.Runtime.InteropServices;
using DrumClassification.Modelling.Onnx.Format;
using Google.Protobuf;

namespace DrumClassification.Modelling.Onnx;

/// <summary>Collects the nodes and weights of a graph. Values are named after the node that makes them.</summary>
/// <param name="graph">What it adds to; null for an empty graph.</param>
internal sealed class OnnxGraphBuilder(GraphProto? graph = null)
{
    private readonly GraphProto _graph = graph ?? new();

    /// <summary>Adds weights.</summary>
    /// <returns>Their name.</returns>
    public string AddInitializer(string name, OnnxTensor tensor)
    {
        // The format wants little-endian bytes.
        float[] values = tensor.Values;
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Models can be exported on little-endian machines only.");
        }

        var initializer = new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
        };
        initializer.Dims.AddRange(tensor.Dimensions);
        _graph.Initializer.Add(initializer);
        return name;
    }

    /// <summary>Adds a node with one output.</summary>
    /// <returns>The name of its output, which is the node's own.</returns>
    public string AddNode(string operation, string name, IEnumerable<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = name };
        node.Input.AddRange(inputs);
        node.Output.Add(name);
        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        _graph.Node.Add(node);
        return name;
    }

    /// <summary>Adds a fully connected layer, y = x · weightᵀ + bias: the node <paramref name="name"/>, its weights named after <paramref name="scope"/>.</summary>
    /// <param name="weight">float[outputs, inputs].</param>
    /// <param name="bias">float[outputs].</param>
    /// <param name="scope">What its weights are called after.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="input">Name of its input, float[batch, inputs].</param>
    /// <returns>The name of its output.</returns>
    public string AddLinear(OnnxTensor weight, OnnxTensor bias, string scope, string name, string input) => AddNode(
        "Gemm",
        name,
        [input, AddInitializer($"{scope}.weight", weight), AddInitializer($"{scope}.bias", bias)],
        OnnxAttribute.Int("transB", 1));

    /// <summary>Declares float[batch, …dimensions] as an input of the graph, with any batch size.</summary>
    public void AddInput(string name, params ReadOnlySpan<long> dimensions) => _graph.Input.Add(Describe(name, dimensions));

    /// <summary>Declares a value as the output <paramref name="name"/> of the graph: float[batch, length].</summary>
    public void AddOutput(string value, string name, int length)
    {
        foreach (NodeProto node in _graph.Node)
        {
            Rename(node.Input, value, name);
            Rename(node.Output, value, name);
        }

        _graph.Output.Add(Describe(name, [length]));
    }

    /// <summary>Hands the graph over.</summary>
    public GraphProto Build(string name)
    {
        _graph.Name = name;
        return _graph;
    }

    /// <summary>Replaces a name in a list of them.</summary>
    public static void Rename(Google.Protobuf.Collections.RepeatedField<string> names, string from, string to)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == from)
            {
                names[i] = to;
            }
        }
    }

    private static ValueInfoProto Describe(string name, ReadOnlySpan<long> dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        foreach (long dimension in dimensions)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = dimension });
        }

        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
