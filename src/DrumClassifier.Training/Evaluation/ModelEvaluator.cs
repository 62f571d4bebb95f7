using System.Diagnostics;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.Evaluation;

/// <summary>Runs a model over labelled sounds through the library that ships it, so that what is measured is what users get.</summary>
internal static class ModelEvaluator
{
    /// <summary>Classifies every sound and scores the predictions.</summary>
    /// <param name="classifier">The model; left open. Its results must come in the order of the files.</param>
    /// <param name="sounds">The sounds. Those with a label that the model does not have are the "others" it should be uncertain about.</param>
    /// <param name="kinds">What the sounds' <see cref="Sound.Fine"/> says of kinds; null for the trainer's own label file. Kinds are judged where the model has the same.</param>
    /// <param name="onSound">Called after each sound with the number done. Null for none.</param>
    /// <exception cref="DataSetException">No sound has a label of the model.</exception>
    public static async Task<EvaluationResult> EvaluateAsync(
        IDrumClassifier classifier,
        string name,
        IReadOnlyList<Sound> sounds,
        KindCatalog? kinds = null,
        Action<int>? onSound = null,
        CancellationToken cancellationToken = default)
    {
        string[] labels = [.. classifier.Model.Labels];
        if (!sounds.Any(sound => labels.Contains(sound.Label)))
        {
            throw new DataSetException($"None of the {sounds.Count} sounds has a class of the model '{name}' ({string.Join(", ", labels)}).");
        }

        Stopwatch watch = Stopwatch.StartNew();
        List<FileClassification> predictions = new(sounds.Count);
        await foreach (FileClassification prediction in classifier.ClassifyFilesAsync(sounds.Select(sound => sound.Path), cancellationToken).ConfigureAwait(false))
        {
            predictions.Add(prediction);
            onSound?.Invoke(predictions.Count);
        }

        double seconds = watch.Elapsed.TotalSeconds;
        return Score(
            classifier.Model,
            name,
            labels,
            [.. sounds.Zip(predictions, (sound, prediction) => new SoundPrediction(sound, Array.IndexOf(labels, sound.Label), prediction.Classification, prediction.Error?.Message))],
            seconds,
            kinds ?? KindCatalog.Get(KindCatalog.DefaultName));
    }

    private static EvaluationResult Score(ModelInfo model, string name, string[] labels, SoundPrediction[] predictions, double seconds, KindCatalog catalog)
    {
        SoundPrediction[] known = [.. predictions.Where(prediction => prediction.Truth >= 0)];
        SoundPrediction[] others = [.. predictions.Where(prediction => prediction.Truth < 0 && prediction.Result is not null)];
        SoundPrediction[] certain = [.. known.Where(prediction => prediction.Result is { IsUncertain: false })];
        SoundPrediction[]? sure = model.Calibration.SureFrom is { } from ? [.. known.Where(prediction => prediction.Result?.Confidence >= from)] : null;
        (double groupAccuracy, int groups) = GroupMacroAccuracy.Compute(known.Select(prediction => (prediction.Sound, prediction.IsRight)));
        return new EvaluationResult
        {
            Model = name,
            Architecture = model.Provenance.Architecture,
            Parameters = model.Provenance.Parameters,
            Metrics = ClassificationMetrics.Compute(labels, [.. known.Select(prediction => prediction.Truth)], [.. known.Select(prediction => prediction.Probabilities)]),
            GroupMacroAccuracy = groupAccuracy,
            GroupCount = groups,
            Threshold = model.Calibration.UncertainBelow,
            Coverage = certain.Length / (double)known.Length,
            SelectiveAccuracy = certain.Length == 0 ? null : ShareRight(certain),
            OtherCount = others.Length,
            OtherUncertainShare = others.Length == 0 ? null : ShareUncertain(others),
            Confidence = ConfidenceMetrics.Compute(
                [.. known.Where(prediction => prediction.Result is not null).Select(prediction => ((double)prediction.Result!.Confidence, prediction.IsRight))],
                [.. others.Select(prediction => (double)prediction.Result!.Confidence)],
                known.Count(prediction => prediction.Result is null)),
            SureThreshold = model.Calibration.SureFrom,
            SureCoverage = sure?.Length / (double)known.Length,
            SureSelectiveAccuracy = sure is not { Length: > 0 } ? null : ShareRight(sure),
            Kinds = !model.Kinds.SequenceEqual(catalog.Kinds) ? null : KindMetrics.Compute(
                catalog,
                predictions.Select(prediction => (Truth: catalog.KindOf(prediction.Sound), prediction.Result?.Kind?.Name)).Where(prediction => prediction.Truth is not null).Select(prediction => (prediction.Truth!.Value, prediction.Name))),
            OtherKinds = [.. others.GroupBy(prediction => prediction.Sound.Fine)
                .Select(kind => new OtherKindResult(kind.Key, kind.Count(), ShareUncertain(kind)))
                .OrderBy(kind => kind.UncertainShare).ThenByDescending(kind => kind.Count).ThenBy(kind => kind.Fine, StringComparer.Ordinal)],
            Sources = [.. known.GroupBy(prediction => prediction.Sound.Source)
                .Select(source => new SourceResult(source.Key, source.Count(), ShareRight(source)))
                .OrderBy(source => source.Accuracy).ThenBy(source => source.Source, StringComparer.Ordinal)],
            Failures = [.. predictions.Where(prediction => prediction.Failure is not null)
                .Select(prediction => new SkippedSound(prediction.Sound.Name, prediction.Sound.Label, prediction.Failure!))],
            Predictions = predictions,
            Seconds = seconds,
        };
    }

    private static double ShareRight(IEnumerable<SoundPrediction> predictions) => predictions.Average(prediction => prediction.IsRight ? 1.0 : 0);

    private static double ShareUncertain(IEnumerable<SoundPrediction> predictions) => predictions.Average(prediction => prediction.Result!.IsUncertain ? 1.0 : 0);
}
