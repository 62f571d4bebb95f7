using DrumClassification.Modelling.Onnx.Format;

namespace DrumClassification.Modelling.Heads;

/// <summary>
/// Writes a taught head into a copy of the model that it was taught on. Input, front end and embedding stay what they are, so that sounds are as alike
/// as before.
/// </summary>
internal static class TaughtModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="file">The bytes of the model that it was taught on.</param>
    /// <param name="model">The same model's own words.</param>
    /// <param name="head">What it was taught.</param>
    /// <param name="describe">Where the new model comes from, given its number of weights.</param>
    public static ModelProto Create(byte[] file, ModelInfo model, TaughtHead head, Func<long, ModelProvenance> describe)
    {
        ModelProto made = ModelProto.Parser.ParseFrom(file);
        GraphProto graph = made.Graph;
        string[] kept = head.Standing > 0 ? [ModelManifest.EmbeddingName, ModelManifest.LogitsName, ModelManifest.KindsName] : [ModelManifest.EmbeddingName];
        OnnxGraphCut.Keep(graph, kept);
        string scope = OnnxGraphCut.FreePrefix(graph, "taught");
        var builder = new OnnxGraphBuilder(graph);
        string features = builder.AddNode("LpNormalization", $"{scope}.unit", [ModelManifest.EmbeddingName], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("p", 2));
        string scores = builder.AddLinear(Weights(head.Head), Biases(head.Head), $"{scope}.linear", $"{scope}.linear", features);
        if (head.Standing > 0)
        {
            string logits = OnnxGraphCut.TakeOutput(graph, ModelManifest.LogitsName, $"{scope}.before");
            string kinds = OnnxGraphCut.TakeOutput(graph, ModelManifest.KindsName, $"{scope}.kinds");
            scores = new StandingGraph(builder, scope, model).Join(logits, kinds, scores);
        }

        builder.AddOutput(scores, ModelManifest.LogitsName, head.Labels.Count);
        ModelManifest manifest = model.Manifest with
        {
            SchemaVersion = ModelManifest.CurrentSchemaVersion,
            Labels = head.Labels,
            Kinds = [],
            Calibration = head.Calibration,
            Provenance = describe(graph.Initializer.Sum(weights => weights.Dims.Aggregate(1L, (product, length) => product * length))),
        };
        manifest.Validate();
        return OnnxModelFile.Describe(made, manifest, "drums");
    }

    private static OnnxTensor Weights(LinearHead head) =>
        new([head.Classes, head.Length], [.. head.Parameters.Take(head.Classes * head.Length).Select(value => (float)value)]);

    private static OnnxTensor Biases(LinearHead head) => new([head.Classes], [.. Enumerable.Range(0, head.Classes).Select(c => (float)head.Bias(c))]);
}
