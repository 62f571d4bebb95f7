using System.Diagnostics;
using DrumClassification.Training.Data;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.Evaluation;

/// <summary>Runs a model over labelled sounds through the library that ships it, so that what is measured is what users get.</summary>
public static class ModelEvaluator
{
    /// <summary>Classifies every sound and scores the answers.</summary>
    /// <param name="classifier">The model; left open. Its results must come in the order of the files.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="sounds">The sounds. Those with a label that the model does not have are the "others" it should be uncertain about.</param>
    /// <param name="kinds">What the sounds' <see cref="Sound.Fine"/> says of kinds; null for the trainer's own label file. Kinds are judged where the model has the same.</param>
    /// <param name="onSound">Called after each sound with the number done. Null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="DataSetException">No sound has a label of the model.</exception>
    public static async Task<EvaluationResult> EvaluateAsync(
        IDrumClassifier classifier,
        string name,
        IReadOnlyList<Sound> sounds,
        KindCatalog? kinds = null,
        Action<int>? onSound = null,
        CancellationToken cancellationToken = default)
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
        return Score(
            classifier.Model,
            name,
            labels,
            [.. sounds.Zip(answers, (sound, answer) => new SoundAnswer(sound, Array.IndexOf(labels, sound.Label), answer.Classification, answer.Error?.Message))],
            seconds,
            kinds ?? KindCatalog.Get(KindCatalog.DefaultName));
    }

    private static EvaluationResult Score(ModelInfo model, string name, string[] labels, SoundAnswer[] answers, double seconds, KindCatalog catalog)
    {
        SoundAnswer[] known = [.. answers.Where(answer => answer.Truth >= 0)];
        SoundAnswer[] others = [.. answers.Where(answer => answer.Truth < 0 && answer.Result is not null)];
        SoundAnswer[] certain = [.. known.Where(answer => answer.Result is { IsUncertain: false })];
        SoundAnswer[]? sure = model.Calibration.SureFrom is { } from ? [.. known.Where(answer => answer.Result?.Confidence >= from)] : null;
        (double groupAccuracy, int groups) = GroupAccuracy.Compute(known.Select(answer => (answer.Sound, answer.IsRight)));
        return new EvaluationResult
        {
            Model = name,
            Architecture = model.Provenance.Architecture,
            Parameters = model.Provenance.Parameters,
            Metrics = ClassificationMetrics.Compute(labels, [.. known.Select(answer => answer.Truth)], [.. known.Select(answer => answer.Probabilities)]),
            GroupAccuracy = groupAccuracy,
            GroupCount = groups,
            Threshold = model.Calibration.UncertainBelow,
            CertainShare = certain.Length / (double)known.Length,
            CertainAccuracy = certain.Length == 0 ? null : ShareRight(certain),
            OtherCount = others.Length,
            OtherUncertainShare = others.Length == 0 ? null : ShareUncertain(others),
            Confidence = ConfidenceMetrics.Compute(
                [.. known.Where(answer => answer.Result is not null).Select(answer => ((double)answer.Result!.Confidence, answer.IsRight))],
                [.. others.Select(answer => (double)answer.Result!.Confidence)],
                known.Count(answer => answer.Result is null)),
            SureThreshold = model.Calibration.SureFrom,
            SureShare = sure?.Length / (double)known.Length,
            SureAccuracy = sure is not { Length: > 0 } ? null : ShareRight(sure),
            Kinds = !model.Kinds.SequenceEqual(catalog.Kinds) ? null : KindMetrics.Compute(
                catalog,
                answers.Select(answer => (Truth: catalog.KindOf(answer.Sound), answer.Result?.Kind?.Name)).Where(answer => answer.Truth is not null).Select(answer => (answer.Truth!.Value, answer.Name))),
            OtherKinds = [.. others.GroupBy(answer => answer.Sound.Fine)
                .Select(kind => new OtherKindResult(kind.Key, kind.Count(), ShareUncertain(kind)))
                .OrderBy(kind => kind.UncertainShare).ThenByDescending(kind => kind.Count).ThenBy(kind => kind.Fine, StringComparer.Ordinal)],
            Sources = [.. known.GroupBy(answer => answer.Sound.Source)
                .Select(source => new SourceResult(source.Key, source.Count(), ShareRight(source)))
                .OrderBy(source => source.Accuracy).ThenBy(source => source.Source, StringComparer.Ordinal)],
            Failures = [.. answers.Where(answer => answer.Failure is not null)
                .Select(answer => new SkippedSound(answer.Sound.Name, answer.Sound.Label, answer.Failure!))],
            Answers = answers,
            Seconds = seconds,
        };
    }

    private static double ShareRight(IEnumerable<SoundAnswer> answers) => answers.Average(answer => answer.IsRight ? 1.0 : 0);

    private static double ShareUncertain(IEnumerable<SoundAnswer> answers) => answers.Average(answer => answer.Result!.IsUncertain ? 1.0 : 0);
}
