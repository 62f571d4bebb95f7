using DrumClassification.Training.Onnx;
using Google.Protobuf;

namespace DrumClassification.Training.Neighbours;

/// <summary>
/// Writes a trained stage as ONNX, as the library reads it: <see cref="NeighbourFile"/>. The graph computes what <see cref="NeighbourStage"/> does for one folder without empty
/// places, each head by itself, so that nothing has to change its shape.
/// </summary>
internal sealed class NeighbourExporter
{
    private readonly OnnxGraphBuilder _graph = new();
    private readonly NeighbourStage _stage;

    private NeighbourExporter(NeighbourStage stage) => _stage = stage;

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
        string logarithms = _graph.AddNode("Slice", "logarithms", [NeighbourFile.EvidenceName, Whole("first", 0), Whole("end", _stage.Classes), Whole("axis", 1)]);
        string probabilities = _graph.AddNode("Softmax", "probabilities", [logarithms], OnnxAttribute.Int("axis", 1));
        string turned = _graph.AddNode("Transpose", "directions_turned", [NeighbourFile.DirectionsName], OnnxAttribute.Ints("perm", [1, 0]));
        string likeness = Node("MatMul", "likeness", NeighbourFile.DirectionsName, turned);
        string self = Node("Mul", "self", Node("EyeLike", "eye", likeness), Scalar("nothing", NeighbourStage.Nothing));
        string usual = _graph.AddInitializer("usual", new OnnxTensor([1, _stage.Classes], TorchTensor.Copy(_stage.Usual).Values));
        string[] heard = [.. Enumerable.Range(0, _stage.Heads).SelectMany(head => Head(head, logarithms, probabilities, likeness, self, usual))];
        string all = _graph.AddNode("Concat", "heard", heard, OnnxAttribute.Int("axis", 1));
        using TorchSharp.torch.Tensor weights = _stage.Weights();
        return Node("MatMul", "weighed", all, _graph.AddInitializer("weights", TorchTensor.Copy(weights)));
    }

    /// <summary>What one head hears of the others, in its ways: each float[sounds, classes].</summary>
    private string[] Head(int head, string logarithms, string probabilities, string likeness, string self, string usual)
    {
        string alike = Node("Mul", $"alike_{head}", likeness, Scalar($"sharpness_{head}", One(_stage.Sharpness, head)));
        string scores = Node("Add", $"scores_{head}", alike, self);

        // A column of the same score for every sound: a product with zeros has the right number of rows.
        string zeros = Node("MatMul", $"zeros_{head}", logarithms, _graph.AddInitializer($"zero_{head}", new OnnxTensor([_stage.Classes, 1], new float[_stage.Classes])));
        string empty = Node("Add", $"empty_{head}", zeros, Scalar($"emptiness_{head}", One(_stage.Emptiness, head)));
        string all = _graph.AddNode("Concat", $"scores_{head}_all", [scores, empty], OnnxAttribute.Int("axis", 1));
        string weights = _graph.AddNode("Softmax", $"weights_{head}", [all], OnnxAttribute.Int("axis", 1));
        string others = _graph.AddNode("Slice", $"others_{head}", [weights, Whole($"others_{head}_first", 0), Whole($"others_{head}_end", -1), Whole($"others_{head}_axis", 1)]);
        string nothing = _graph.AddNode("Slice", $"nothing_{head}", [weights, Whole($"nothing_{head}_first", -1), Whole($"nothing_{head}_end", int.MaxValue), Whole($"nothing_{head}_axis", 1)]);

        string something = _graph.AddNode("ReduceSum", $"something_{head}", [others, Whole($"something_{head}_axis", 1)], OnnxAttribute.Int("keepdims", 1));
        string difference = Node("Sub", $"difference_{head}", Node("MatMul", $"mean_{head}", others, logarithms), Node("Mul", $"own_{head}", something, logarithms));
        string shares = Node("Add", $"shares_{head}", Node("MatMul", $"found_{head}", others, probabilities), Node("Mul", $"imagined_{head}", nothing, usual));
        string shift = Node("Log", $"shift_{head}", Node("Div", $"ratio_{head}", shares, usual));
        string divergence = _graph.AddNode("ReduceSum", $"divergence_{head}", [Node("Mul", $"parts_{head}", shares, shift), Whole($"divergence_{head}_axis", 1)], OnnxAttribute.Int("keepdims", 1));
        return [difference, shift, Node("Mul", $"leaning_{head}", divergence, shift)];
    }

    private string Whole(string name, long value) => _graph.AddInitializer(name, [1], [value]);

    private string Scalar(string name, float value) => _graph.AddInitializer(name, new OnnxTensor([1], [value]));

    private string Node(string operation, string name, params string[] inputs) => _graph.AddNode(operation, name, inputs);

    private static float One(TorchSharp.torch.Tensor values, int head) => TorchTensor.Copy(values).Values[head];
}
