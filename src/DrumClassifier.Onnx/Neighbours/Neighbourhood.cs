namespace DrumClassification;

/// <summary>Puts the neighbour stage's corrections into results. Thread-safe.</summary>
/// <param name="engine">Has the network, and the stage in its metadata.</param>
/// <param name="options">Says which confidence is uncertain, and what results are to hold.</param>
internal sealed class Neighbourhood(InferenceEngine engine, DrumClassifierOptions options)
{
    private readonly ModelInfo _model = engine.Model;

    private readonly Lazy<NeighbourSession> _stage = new(() =>
    {
        NeighbourSession stage = NeighbourFile.Open(engine.NeighbourStage!, engine.Model, options);
        engine.Attach(stage);
        return stage;
    });

    // The class of every kind, −1 for none.
    private readonly int[] _classOf = ClassOf(engine.Model);

    private readonly KindChooser? _kinds = engine.Model.Kinds.Count == 0 ? null : new KindChooser(engine.Model.Labels, engine.Model.Kinds, engine.Model.Calibration);

    /// <summary>What the network must be asked for, so that its results can be corrected.</summary>
    public static DrumClassifierOptions Asking(DrumClassifierOptions options) => options with { IncludeEmbedding = true, IncludeKindProbabilities = true };

    /// <summary>Corrects results of one folder in place; those that take no part, and one that is alone, stay as they are.</summary>
    /// <param name="sounds">At most <see cref="NeighbourLimits.MostTogether"/>, made with <see cref="Asking"/>; null for what could not be classified.</param>
    /// <param name="cancellationToken">Ends the run of the stage.</param>
    /// <exception cref="DrumClassifierException">The stage cannot be run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Correct(Span<Classification?> sounds, CancellationToken cancellationToken)
    {
        List<int> places = [];
        for (int i = 0; i < sounds.Length; i++)
        {
            if (sounds[i] is { } sound && NeighbourInput.TakesPart(sound))
            {
                places.Add(i);
            }
        }

        if (places.Count > 1 && _model.HasNeighbours)
        {
            List<Classification> together = new(places.Count);
            foreach (int place in places)
            {
                together.Add(sounds[place]!);
            }

            float[] corrections = Ask(together, cancellationToken);
            int classes = _model.Labels.Count;
            for (int i = 0; i < places.Count; i++)
            {
                sounds[places[i]] = Corrected(together[i], corrections.AsSpan(i * classes, classes));
            }
        }

        foreach (ref Classification? sound in sounds)
        {
            sound = sound is null ? null : Asked(sound);
        }
    }

    /// <summary>Holds a workspace meanwhile, so that disposing of the classifier waits for the end.</summary>
    private float[] Ask(List<Classification> together, CancellationToken cancellationToken)
    {
        Workspace held = engine.RentSingle();
        try
        {
            return _stage.Value.Correct(together, cancellationToken);
        }
        finally
        {
            engine.Return(held);
        }
    }

    private Classification Corrected(Classification sound, ReadOnlySpan<float> corrections)
    {
        float[] scores = new float[corrections.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Math.Max(MathF.Log(sound.Probabilities[i].Probability), NeighbourInput.LowestLog) + corrections[i];
        }

        float[] probabilities = new float[scores.Length];
        Softmax.Apply(scores, 1, probabilities, _model.Source);
        return RevisedAnswer.Of(sound, probabilities, Kinds(sound, probabilities), _kinds, options.UncertainBelow ?? _model.Calibration.UncertainBelow);
    }

    /// <summary>The kinds of a class become more or less probable with it; those of none of the classes stay.</summary>
    private float[] Kinds(Classification sound, float[] probabilities)
    {
        float[] kinds = sound.KindProbabilities.ToArray();
        for (int i = 0; i < kinds.Length; i++)
        {
            if (_classOf[i] is >= 0 and var label)
            {
                kinds[i] *= probabilities[label] / Math.Max(sound.Probabilities[label].Probability, 1e-9f);
            }
        }

        float sum = kinds.Sum();
        return [.. kinds.Select(kind => kind / sum)];
    }

    private static int[] ClassOf(ModelInfo model)
    {
        string[] labels = [.. model.Labels];
        return [.. model.Kinds.Select(kind => Array.IndexOf(labels, kind.Label))];
    }

    /// <summary>Takes out what was only asked for here.</summary>
    private Classification Asked(Classification sound) => sound with
    {
        Embedding = options.IncludeEmbedding ? sound.Embedding : default,
        KindProbabilities = options.IncludeKindProbabilities || options.Names != NameUse.Off ? sound.KindProbabilities : default,
    };
}
