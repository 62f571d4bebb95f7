using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DrumClassification.Modelling.Onnx.Format;

namespace DrumClassification.Modelling.Quantization;

/// <summary>
/// Makes of a network of 32-bit floats one that computes with whole numbers of eight bits, in ONNX's form of pairs QuantizeLinear and
/// DequantizeLinear (QDQ) around the operators, which a runtime fuses where it can and computes as floats where it cannot.
/// </summary>
/// <remarks>
/// <para>Activations have one scale a tensor and 0 … 255, weights one scale an output channel. After Jacob and others, "Quantization and training
/// of neural networks for efficient integer-arithmetic-only inference" (2018).</para>
/// <para>Weights have seven bits, −63 … 63: processors without VNNI add two products in 16 bits, which full bytes would overflow, and the same
/// sound would be answered otherwise on them.</para>
/// <para>The first layer stays as it is: with one input channel it is slower in whole numbers, and its input has the widest range. The
/// last layers do too; they cost nothing.</para>
/// </remarks>
internal sealed class NetworkQuantizer
{
    private const int LargestWeight = 63;
    private const float SmallestMagnitude = 1e-12f;

    private static readonly HashSet<string> Elementwise = ["Add", "Mul", "GlobalAveragePool", "Sigmoid"];

    private readonly GraphProto _graph;
    private readonly OnnxGraphBuilder _builder;
    private readonly Dictionary<string, TensorProto> _weights;
    private readonly Dictionary<string, string> _quantized = [];
    private readonly IReadOnlyDictionary<string, ActivationRange> _ranges;

    private NetworkQuantizer(GraphProto graph, IReadOnlyDictionary<string, ActivationRange> ranges)
    {
        _graph = graph;
        _ranges = ranges;
        _builder = new OnnxGraphBuilder(graph);
        _weights = graph.Initializer.ToDictionary(weights => weights.Name);
    }

    /// <summary>Whether a network is quantized already.</summary>
    public static bool IsQuantized(GraphProto graph) => graph.Node.Any(node => node.OpType == "QuantizeLinear");

    /// <summary>The tensors whose ranges are needed.</summary>
    /// <exception cref="InvalidModelException">No layer of it can be quantized, or it is quantized already.</exception>
    public static IReadOnlyCollection<string> TensorsOf(GraphProto graph)
    {
        if (IsQuantized(graph))
        {
            throw new InvalidModelException("The model is quantized already.");
        }

        var quantizer = new NetworkQuantizer(graph, new Dictionary<string, ActivationRange>());
        if (!graph.Node.Any(quantizer.IsQuantizedLayer))
        {
            throw new InvalidModelException("The model cannot be quantized: it has no convolution of several channels with weights of its own.");
        }

        return [.. graph.Node.SelectMany(quantizer.InputsToQuantize).Distinct()];
    }

    /// <summary>Quantizes a network.</summary>
    /// <param name="graph">The network; it is not changed.</param>
    /// <param name="ranges">Of each of <see cref="TensorsOf"/>.</param>
    public static GraphProto Quantize(GraphProto graph, IReadOnlyDictionary<string, ActivationRange> ranges)
    {
        GraphProto copy = graph.Clone();
        NodeProto[] nodes = [.. copy.Node];
        var quantizer = new NetworkQuantizer(copy, ranges);
        copy.Node.Clear();
        copy.ValueInfo.Clear();
        foreach (NodeProto node in nodes)
        {
            quantizer.Add(node);
        }

        OnnxGraphCut.Keep(copy, [.. copy.Output.Select(output => output.Name)]);
        return copy;
    }

    private void Add(NodeProto node)
    {
        HashSet<string> inputs = [.. InputsToQuantize(node)];
        for (int i = 0; i < node.Input.Count; i++)
        {
            if (inputs.Contains(node.Input[i]))
            {
                if (i == 0 && IsQuantizedLayer(node))
                {
                    QuantizeWeights(node, _ranges[node.Input[0]].Scale);
                }

                node.Input[i] = QuantizeActivation(node.Input[i]);
            }
        }

        _graph.Node.Add(node);
    }

    /// <summary>Convolutions but for the first layer, what joins them, and what is rectified after a sum.</summary>
    private IEnumerable<string> InputsToQuantize(NodeProto node) =>
        IsQuantizedLayer(node) ? [node.Input[0]]
        : Elementwise.Contains(node.OpType) || (node.OpType == "Relu" && IsSum(node.Input[0])) ? node.Input.Where(input => !_weights.ContainsKey(input))
        : [];

    private bool IsQuantizedLayer(NodeProto node) =>
        node.OpType == "Conv" && _weights.GetValueOrDefault(node.Input[1]) is { } weights && weights.Dims[1] > 1
        && node.Input.Skip(2).All(_weights.ContainsKey);

    private bool IsSum(string tensor) => _graph.Node.Any(node => node.OpType == "Add" && node.Output.Contains(tensor));

    private string QuantizeActivation(string tensor)
    {
        if (_quantized.TryGetValue(tensor, out string? known))
        {
            return known;
        }

        ActivationRange range = _ranges[tensor];
        string scale = _builder.AddInitializer($"{tensor}.scale", new OnnxTensor([], [range.Scale]));
        string zero = _builder.AddInitializer($"{tensor}.zero", TensorProto.Types.DataType.Uint8, [], [range.ZeroPoint]);
        string bytes = _builder.AddNode("QuantizeLinear", $"{tensor}.quantized", [tensor, scale, zero]);
        return _quantized[tensor] = _builder.AddNode("DequantizeLinear", $"{tensor}.dequantized", [bytes, scale, zero]);
    }

    private void QuantizeWeights(NodeProto layer, float inputScale)
    {
        TensorProto weights = _weights[layer.Input[1]];
        ReadOnlySpan<float> values = Floats(weights);
        int channels = (int)weights.Dims[0];
        int length = values.Length / channels;
        sbyte[] rounded = new sbyte[values.Length];
        float[] scales = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> row = values.Slice(channel * length, length);
            scales[channel] = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(row)), SmallestMagnitude) / LargestWeight;
            for (int i = 0; i < length; i++)
            {
                rounded[(channel * length) + i] = (sbyte)Math.Clamp(MathF.Round(row[i] / scales[channel]), -LargestWeight, LargestWeight);
            }
        }

        layer.Input[1] = Dequantize(weights, TensorProto.Types.DataType.Int8, MemoryMarshal.AsBytes<sbyte>(rounded), scales, new byte[channels]);
        if (layer.Input.Count > 2)
        {
            // The sums that it is added to are multiples of both scales.
            TensorProto bias = _weights[layer.Input[2]];
            float[] steps = [.. scales.Select(scale => scale * inputScale)];
            int[] sums = [.. Floats(bias).ToArray().Zip(steps, (value, step) => (int)Math.Clamp(Math.Round((double)value / step), int.MinValue, int.MaxValue))];
            layer.Input[2] = Dequantize(bias, TensorProto.Types.DataType.Int32, MemoryMarshal.AsBytes<int>(sums), steps, new byte[sizeof(int) * channels]);
        }
    }

    private string Dequantize(TensorProto weights, TensorProto.Types.DataType type, ReadOnlySpan<byte> values, float[] scales, byte[] zeros) => _builder.AddNode(
        "DequantizeLinear",
        $"{weights.Name}.dequantized",
        [
            _builder.AddInitializer($"{weights.Name}.quantized", type, [.. weights.Dims], values),
            _builder.AddInitializer($"{weights.Name}.scales", new OnnxTensor([scales.Length], scales)),
            _builder.AddInitializer($"{weights.Name}.zeros", type, [scales.Length], zeros),
        ],
        OnnxAttribute.Int("axis", 0));

    private static ReadOnlySpan<float> Floats(TensorProto weights) => weights.DataType == (int)TensorProto.Types.DataType.Float && weights.HasRawData
        ? MemoryMarshal.Cast<byte, float>(weights.RawData.Span)
        : throw new InvalidModelException($"The model cannot be quantized: its weights '{weights.Name}' are no 32-bit floats as drumtrain writes them.");
}
