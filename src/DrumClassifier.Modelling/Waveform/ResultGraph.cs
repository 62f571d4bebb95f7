namespace DrumClassification.Modelling.Waveform;

/// <summary>From the network's scores to what the library answers, as a graph: calibrated probabilities, class, kind, and why it is uncertain.</summary>
internal static class ResultGraph
{
    /// <summary>float[batch, labels].</summary>
    public const string Probabilities = "probabilities";

    /// <summary>int64[batch]: index of the class, 0 for silence.</summary>
    public const string Label = "label";

    /// <summary>int64[batch]: a value of <see cref="UncertainReason"/>; 0 for a sure answer.</summary>
    public const string Reason = "reason";

    /// <summary>float[batch, kinds].</summary>
    public const string KindProbabilities = "kind_probabilities";

    /// <summary>int64[batch]: index of the kind, −1 for silence.</summary>
    public const string Kind = "kind";

    /// <summary>Adds the outputs of the classes.</summary>
    /// <returns>The index of the class, int64[batch].</returns>
    public static GraphValue AddClasses(OnnxGraphBuilder builder, GraphValue scores, ModelManifest manifest, GraphValue isSilent, GraphValue isTooLong, GraphValue hasSeveralHits)
    {
        int labels = manifest.Labels.Count;
        GraphScope graph = scores.Graph;
        GraphValue probabilities = (!isSilent).Choose(Softmax(scores, graph.Constant(manifest.Calibration.Temperature)), 1f / labels);
        GraphValue isFaint = probabilities.Largest(1) < manifest.Calibration.UncertainBelow;
        GraphValue reason = isSilent.Choose(
            Code(UncertainReason.Silent),
            isTooLong.Choose(
                Code(UncertainReason.TooLong),
                hasSeveralHits.Choose(
                    Code(UncertainReason.SeveralHits),
                    isFaint.Choose(Code(UncertainReason.LowConfidence), (long)UncertainReason.None))));
        GraphValue label = probabilities.Best(keep: false);
        builder.AddOutput(probabilities.Name, Probabilities, labels);
        builder.AddIndexOutput(label.Name, Label);
        builder.AddIndexOutput(reason.Remove(1).Name, Reason);
        return graph.Existing(Label);

        GraphValue Code(UncertainReason code) => graph.Constant((long)code);
    }

    /// <summary>Adds the outputs of the kinds: one of the class, where that is more probable than no class at all, as <see cref="KindChooser"/> has it.</summary>
    public static void AddKinds(OnnxGraphBuilder builder, GraphValue scores, ModelManifest manifest, GraphValue label, GraphValue isSilent)
    {
        GraphScope graph = scores.Graph;
        int kinds = manifest.Kinds.Count;
        string[] labels = [.. manifest.Labels];
        int[] classOf = [.. manifest.Kinds.Select(kind => Array.IndexOf(labels, kind.Label))];
        GraphValue members = graph.Constant(
            [labels.Length, kinds], [.. Enumerable.Range(0, labels.Length).SelectMany(index => classOf.Select(own => own == index ? 1f : 0f))]);
        GraphValue probabilities = Softmax(scores, graph.Constant(manifest.Calibration.KindTemperature));
        GraphValue isOfClass = members.Gather(label, 0);
        GraphValue chosen = isOfClass;
        if (classOf.Contains(-1))
        {
            GraphValue isOfNone = graph.Constant([1, kinds], [.. classOf.Select(own => own < 0 ? 1f : 0f)]);
            chosen = ((probabilities * isOfClass).Sum() >= (probabilities * isOfNone).Sum()).Choose(isOfClass, isOfNone);
        }

        // What is not chosen lies below every probability.
        GraphValue best = (probabilities + chosen).Best(keep: true);
        GraphValue kind = (!isSilent).Choose(best, -1L).Remove(1);
        builder.AddOutput(probabilities.Name, KindProbabilities, kinds);
        builder.AddIndexOutput(kind.Name, Kind);
    }

    private static GraphValue Softmax(GraphValue scores, GraphValue temperature) =>
        scores.Graph.Node("Softmax", [scores / temperature], OnnxAttribute.Int("axis", 1));
}
