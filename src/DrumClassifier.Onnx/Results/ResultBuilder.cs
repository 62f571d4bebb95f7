namespace DrumClassification;

/// <summary>Turns the network's scores into results: calibration, the best class and the threshold. Thread-safe.</summary>
internal sealed class ResultBuilder(ModelInfo model, DrumClassifierOptions options)
{
    private const int MostOnStack = 256;

    private readonly KindChooser? _kinds = model.Kinds.Count > 0 ? new KindChooser(model.Labels, model.Kinds, model.Calibration) : null;
    private readonly float _temperature = model.Calibration.Temperature;
    private readonly float _uncertainBelow = options.UncertainBelow ?? model.Calibration.UncertainBelow;

    /// <summary>Writes the calibrated probabilities of a workspace's sound, equal ones for silence, and returns the index of the best class.</summary>
    public int WriteProbabilities(Workspace workspace, int index, UncertainReason reason, Span<float> probabilities)
    {
        if (reason == UncertainReason.Silent)
        {
            // What a network makes of nothing says nothing.
            probabilities[..model.Labels.Count].Fill(1f / model.Labels.Count);
            return 0;
        }

        return Softmax.Apply(workspace.Logits(index), _temperature, probabilities, model.Source);
    }

    /// <summary>The result for a workspace's sound.</summary>
    public Classification Build(Workspace workspace, int index, PreparedSound sound)
    {
        int count = model.Labels.Count;
        Span<float> probabilities = count <= MostOnStack ? stackalloc float[count] : new float[count];
        int best = WriteProbabilities(workspace, index, sound.Reason, probabilities);
        LabelProbability[] all = new LabelProbability[count];
        for (int i = 0; i < count; i++)
        {
            all[i] = new LabelProbability(model.Labels[i], probabilities[i]);
        }

        bool hasKind = _kinds is not null && sound.Reason != UncertainReason.Silent;
        Span<float> kinds = model.Kinds.Count <= MostOnStack ? stackalloc float[model.Kinds.Count] : new float[model.Kinds.Count];
        if (hasKind)
        {
            Softmax.Apply(workspace.Kinds(index), model.Calibration.KindTemperature, kinds, model.Source);
        }

        UncertainReason reason = sound.Reason != UncertainReason.None ? sound.Reason
            : probabilities[best] < _uncertainBelow ? UncertainReason.LowConfidence
            : UncertainReason.None;
        return new Classification(model.Labels[best], probabilities[best], all, reason != UncertainReason.None)
        {
            Reason = reason,
            Warnings = sound.Warnings,
            Duration = sound.Duration,
            Kind = hasKind ? _kinds!.Choose(kinds, best) : null,
            KindProbabilities = hasKind && (options.IncludeKindProbabilities || options.Names != NameUse.Off) ? kinds.ToArray() : default,
            Embedding = options.IncludeEmbedding ? workspace.Embedding(index).ToArray() : default,
        };
    }
}
