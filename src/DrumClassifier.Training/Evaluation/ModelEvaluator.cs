using System.Diagnostics;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Evaluation;

/// <summary>Runs a model over labelled sounds through the library that ships it, so that what is measured is what users get.</summary>
public static class ModelEvaluator
{
    /// <summary>Classifies every sound and scores the answers.</summary>
    /// <param name="classifier">The model; left open. Its results must come in the order of the files.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="sounds">The sounds. Those with a label that the model does not have are the "others" it should be uncertain about.</param>
    /// <param name="onSound">Called after each sound with the number done. Null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="DataSetException">No sound has a label of the model.</exception>
    public static async Task<EvaluationResult> EvaluateAsync(
        IDrumClassifier classifier, string name, IReadOnlyList<Sound> sounds, Action<int>? onSound = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(sounds);
        string[] labels = [.. classifier.Model.Labels];
        if (!sounds.Any(sound => labels.Contains(sound.Label)))
        {
            throw new DataSetException($"None of the {sounds.Count} sounds has a class of the model '{name}' ({string.Join(", ", labels)}).");
        }

        Stopwatch watch = Stopwatch.StartNew();
        List<FileClassification> answers = new(sounds.Count);
        await foreach (FileClassification answer in classifier.ClassifyFilesAsync(sounds.Select(sound => sound.Path), cancellationToken).ConfigureAwait(false))
        {
            answers.Add(answer);
            onSound?.Invoke(answers.Count);
        }

        double seconds = watch.Elapsed.TotalSeconds;
        return Score(classifier.Model, name, labels, [.. sounds.Zip(answers, (sound, answer) => new Answer(sound, Array.IndexOf(labels, sound.Label), answer))], seconds);
    }

    private static EvaluationResult Score(ModelInfo model, string name, string[] labels, Answer[] answers, double seconds)
    {
        Answer[] known = [.. answers.Where(answer => answer.Truth >= 0)];
        Answer[] others = [.. answers.Where(answer => answer.Truth < 0 && answer.Result is not null)];
        Answer[] certain = [.. known.Where(answer => answer.Result is { IsUncertain: false })];
        return new EvaluationResult
        {
            Model = name,
            Architecture = model.Provenance.Architecture,
            Parameters = model.Provenance.Parameters,
            Metrics = ClassificationMetrics.Compute(labels, [.. known.Select(answer => answer.Truth)], [.. known.Select(answer => answer.Probabilities)]),
            Threshold = model.Calibration.UncertainBelow,
            CertainShare = certain.Length / (double)known.Length,
            CertainAccuracy = certain.Length == 0 ? null : certain.Average(answer => answer.IsRight ? 1.0 : 0),
            OtherCount = others.Length,
            OtherUncertainShare = others.Length == 0 ? null : others.Average(answer => answer.Result!.IsUncertain ? 1.0 : 0),
            OtherAuroc = Auroc.Compute(
                [.. known.Where(answer => answer.Result is not null).Select(answer => (double)answer.Result!.Confidence)],
                [.. others.Select(answer => (double)answer.Result!.Confidence)]),
            Sources = [.. known.GroupBy(answer => answer.Sound.Source)
                .Select(source => new SourceResult(source.Key, source.Count(), source.Average(answer => answer.IsRight ? 1.0 : 0)))
                .OrderBy(source => source.Accuracy).ThenBy(source => source.Source, StringComparer.Ordinal)],
            Failures = [.. answers.Where(answer => answer.File.Error is not null)
                .Select(answer => new SkippedSound(answer.Sound.Name, answer.Sound.Label, answer.File.Error!.Message))],
            Seconds = seconds,
        };
    }

    /// <summary>A sound, the index of its class (−1 for none of the model's) and what the model said.</summary>
    private sealed record Answer(Sound Sound, int Truth, FileClassification File)
    {
        public Classification? Result => File.Classification;

        public float[]? Probabilities => Result is null ? null : [.. Result.Probabilities.Select(p => p.Probability)];

        public bool IsRight => Result?.Label == Sound.Label;
    }
}
