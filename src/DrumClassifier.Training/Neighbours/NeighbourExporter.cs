using DrumClassification.Training.Onnx;
using Google.Protobuf;
using TorchSharp;

namespace DrumClassification.Training.Neighbours;

/// <summary>
/// Writes a trained stage as ONNX, as the library reads it: <see cref="NeighbourFile"/>. The graph computes what <see cref="NeighbourStage"/> does for one folder without empty
/// places, each head by itself, so that nothing has to change its shape.
/// </summary>
internal sealed class NeighbourExporter
{
    private readonly OnnxGraphBuilder _graph = new();
    private readonly NeighbourStage _stage;
    private readonly int _width;

    private NeighbourExporter(NeighbourStage stage)
    {
        _stage = stage;
        _width = stage.Settings.Width / stage.Settings.Heads;
    }

    /// <summary>The ONNX file's bytes; the same weights and manifest give the same.</summary>
    /// <param name="manifest">The network's, with the stage's provenance.</param>
    /// <param name="embeddingLength">Length of the network's embedding.</param>
    public static byte[] Export(NeighbourStage stage, ModelManifest manifest, int embeddingLength)
    {
        var exporter = new NeighbourExporter(stage);
        exporter._graph.AddInput(NeighbourFile.EvidenceName, stage.Evidence);
        exporter._graph.AddInput(NeighbourFile.DirectionsName, embeddingLength);
        exporter._graph.AddOutput(exporter.Emit(), NeighbourFile.CorrectionsName, manifest.Labels.Count);
        return OnnxModelFile.Create(exporter._graph.Build("neighbours"), manifest, "drumtrain").ToByteArray();
    }

    private string Emit()
    {
        string scaled = Node("Mul", "scaled", NeighbourFile.EvidenceName, Scalar("evidence_scale", NeighbourStage.EvidenceScale));
        string own = Node("Relu", "own", _graph.AddLinear(_stage.Embed, "embed", "embedded", scaled));
        string turned = _graph.AddNode("Transpose", "directions_turned", [NeighbourFile.DirectionsName], OnnxAttribute.Ints("perm", [1, 0]));
        string likeness = Node("MatMul", "likeness", NeighbourFile.DirectionsName, turned);
        string self = Node("Mul", "self", Node("EyeLike", "eye", likeness), Scalar("nothing", NeighbourStage.Nothing));
        string alone = _graph.AddLinear(_stage.Own, "alone", "alone", own);
        string together = alone;
        for (int head = 0; head < _stage.Settings.Heads; head++)
        {
            string heard = Head(head, own, likeness, self);
            together = Node("Add", $"together_{head}", together, Node("MatMul", $"others_{head}", heard, Columns(_stage.Others.weight!, head, $"others_{head}.weight")));
        }

        string difference = Node("Sub", "difference", Node("Relu", "together", together), Node("Relu", "alone_only", alone));
        return Node("MatMul", "out", difference, Turned(_stage.Out.weight!, "out.weight"));
    }

    /// <summary>What one head hears of the others: float[sounds, width].</summary>
    private string Head(int head, string own, string likeness, string self)
    {
        string query = Gemm($"query_{head}", own, _stage.Query, head, 1 / Math.Sqrt(_width));
        string key = Gemm($"key_{head}", own, _stage.Key, head, 1);
        string value = Node("MatMul", $"value_{head}", own, TurnedRows(_stage.Value.weight!, head, $"value_{head}.weight"));
        string scores = Node("MatMul", $"scores_{head}", query, _graph.AddNode("Transpose", $"key_{head}_turned", [key], OnnxAttribute.Ints("perm", [1, 0])));
        string alike = Node("Mul", $"alike_{head}", likeness, Scalar($"likeness_{head}", One(_stage.Likeness, head)));
        string others = Node("Add", $"scores_{head}_others", Node("Add", $"scores_{head}_alike", scores, alike), self);

        // A column of the same score for every sound: a product with zeros has the right number of rows.
        string zeros = Node("MatMul", $"zeros_{head}", query, _graph.AddInitializer($"zero_{head}", new OnnxTensor([_width, 1], new float[_width])));
        string empty = Node("Add", $"empty_{head}", zeros, Scalar($"emptiness_{head}", One(_stage.Emptiness, head)));
        string all = _graph.AddNode("Concat", $"scores_{head}_all", [others, empty], OnnxAttribute.Int("axis", 1));
        string weights = _graph.AddNode("Softmax", $"weights_{head}", [all], OnnxAttribute.Int("axis", 1));
        string nothing = _graph.AddInitializer($"nothing_{head}", new OnnxTensor([1, _width], new float[_width]));
        return Node("MatMul", $"heard_{head}", weights, _graph.AddNode("Concat", $"values_{head}", [value, nothing], OnnxAttribute.Int("axis", 0)));
    }

    /// <summary>The rows of a layer that make one head.</summary>
    private string Gemm(string name, string input, TorchSharp.Modules.Linear linear, int head, double factor)
    {
        OnnxTensor weight = TorchTensor.Copy(linear.weight!.narrow(0, head * _width, _width) * factor);
        OnnxTensor bias = TorchTensor.Copy(linear.bias!.narrow(0, head * _width, _width) * factor);
        return _graph.AddNode(
            "Gemm", name, [input, _graph.AddInitializer($"{name}.weight", weight), _graph.AddInitializer($"{name}.bias", bias)], OnnxAttribute.Int("transB", 1));
    }

    private string Columns(torch.Tensor weight, int head, string name) => Turned(weight.narrow(1, head * _width, _width), name);

    private string TurnedRows(torch.Tensor weight, int head, string name) => Turned(weight.narrow(0, head * _width, _width), name);

    private string Turned(torch.Tensor weight, string name) => _graph.AddInitializer(name, TorchTensor.Copy(weight.t()));

    private string Scalar(string name, float value) => _graph.AddInitializer(name, new OnnxTensor([1], [value]));

    private string Node(string operation, string name, params string[] inputs) => _graph.AddNode(operation, name, inputs);

    private static float One(torch.Tensor values, int head) => TorchTensor.Copy(values).Values[head];
}
