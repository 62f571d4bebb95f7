namespace DrumClassification.Modelling.Heads;

/// <summary>Writes what <see cref="StandingClasses"/> computes into a graph.</summary>
/// <param name="builder">The graph.</param>
/// <param name="scope">What the names of its nodes begin with.</param>
/// <param name="model">The network whose classes stand.</param>
internal sealed class StandingGraph(OnnxGraphBuilder builder, string scope, ModelInfo model)
{
    /// <summary>Adds the nodes.</summary>
    /// <param name="logits">The network's scores of its classes.</param>
    /// <param name="kinds">Its scores of the kinds.</param>
    /// <param name="taught">The head's scores.</param>
    /// <returns>The name of the scores of all classes.</returns>
    public string Join(string logits, string kinds, string taught)
    {
        string known = Probabilities("known", Scaled("cooled", logits, 1 / model.Calibration.Temperature));
        string kind = Probabilities("kind", Scaled("cooled_kinds", kinds, 1 / model.Calibration.KindTemperature));
        float[] mask = StandingClasses.NoneMask(model.Kinds);
        string none = Node("MatMul", "none", kind, Constant("none_mask", new OnnxTensor([mask.Length, 1], mask)));
        string some = Node("MatMul", "some", kind, Constant("some_mask", new OnnxTensor([mask.Length, 1], [.. mask.Select(value => 1 - value)])));
        string claimed = Scaled("claimed", Node("Mul", "of_none", Probabilities("share", taught), none), StandingClasses.Claim);
        return builder.AddNode("Concat", $"{scope}.all", [Logarithm("standing", Node("Mul", "of_known", known, some)), Logarithm("taken", claimed)], OnnxAttribute.Int("axis", 1));
    }

    private string Probabilities(string name, string scores) => builder.AddNode("Softmax", $"{scope}.{name}", [scores], OnnxAttribute.Int("axis", 1));

    private string Logarithm(string name, string values) =>
        Node("Log", name, Node("Max", $"{name}_finite", values, Constant($"{name}_floor", new OnnxTensor([1], [StandingClasses.SmallestProbability]))));

    private string Scaled(string name, string values, float factor) => Node("Mul", name, values, Constant($"{name}_factor", new OnnxTensor([1], [factor])));

    private string Node(string operation, string name, params string[] inputs) => builder.AddNode(operation, $"{scope}.{name}", inputs);

    private string Constant(string name, OnnxTensor tensor) => builder.AddInitializer($"{scope}.{name}", tensor);
}
