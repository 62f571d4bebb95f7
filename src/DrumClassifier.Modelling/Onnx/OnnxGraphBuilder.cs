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
    public string AddInitializer(string name, OnnxTensor tensor) =>
        AddInitializer(name, TensorProto.Types.DataType.Float, tensor.Dimensions, MemoryMarshal.AsBytes<float>(tensor.Values));

    /// <summary>Adds whole numbers.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="dimensions">Length of every dimension; none for a scalar.</param>
    /// <param name="values">The values in row-major order.</param>
    /// <returns>Their name.</returns>
    public string AddInitializer(string name, long[] dimensions, long[] values) =>
        AddInitializer(name, TensorProto.Types.DataType.Int64, dimensions, MemoryMarshal.AsBytes<long>(values));

    /// <summary>Adds a node with one output.</summary>
    /// <returns>The name of its output, which is the node's own.</returns>
    public string AddNode(string operation, string name, IEnumerable<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        AddNode(operation, name, inputs, [name], attributes);
        return name;
    }

    /// <summary>Adds a node with several outputs.</summary>
    public void AddNode(string operation, string name, IEnumerable<string> inputs, IEnumerable<string> outputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = name };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        _graph.Node.Add(node);
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
    public void AddInput(string name, params ReadOnlySpan<long> dimensions) => _graph.Input.Add(Describe(name, TensorProto.Types.DataType.Float, dimensions));

    /// <summary>Declares float[batch, length] as an input of the graph, with any batch size and any length.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="length">What the length is called.</param>
    public void AddInput(string name, string length)
    {
        ValueInfoProto input = Describe(name, TensorProto.Types.DataType.Float, []);
        input.Type.TensorType.Shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = length });
        _graph.Input.Add(input);
    }

    /// <summary>Declares a value as the output <paramref name="name"/> of the graph: float[batch, length].</summary>
    public void AddOutput(string value, string name, int length) => AddOutput(value, name, TensorProto.Types.DataType.Float, [length]);

    /// <summary>Declares a value as the output <paramref name="name"/> of the graph: int64[batch].</summary>
    public void AddIndexOutput(string value, string name) => AddOutput(value, name, TensorProto.Types.DataType.Int64, []);

    private void AddOutput(string value, string name, TensorProto.Types.DataType type, ReadOnlySpan<long> dimensions)
    {
        foreach (NodeProto node in _graph.Node)
        {
            Rename(node.Input, value, name);
            Rename(node.Output, value, name);
        }

        _graph.Output.Add(Describe(name, type, dimensions));
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

    /// <summary>Adds values of any type.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="type">Their type.</param>
    /// <param name="dimensions">Length of every dimension; none for a scalar.</param>
    /// <param name="bytes">The values in row-major order, as they lie in memory.</param>
    /// <returns>Their name.</returns>
    public string AddInitializer(string name, TensorProto.Types.DataType type, long[] dimensions, ReadOnlySpan<byte> bytes)
    {
        // The format wants little-endian bytes.
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Models can be exported on little-endian machines only.");
        }

        var initializer = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        initializer.Dims.AddRange(dimensions);
        _graph.Initializer.Add(initializer);
        return name;
    }

    private static ValueInfoProto Describe(string name, TensorProto.Types.DataType type, ReadOnlySpan<long> dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        foreach (long dimension in dimensions)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = dimension });
        }

        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
