using DrumClassification.Training.Data;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.Evaluation;

/// <summary>Fits everything that turns scores into probabilities and decisions, on sounds that were not trained on.</summary>
internal static class ConfidenceFitter
{
    /// <summary>Share of the kinds that are named with certainty which must be right.</summary>
    public const double WantedKindPrecision = 0.9;

    /// <summary>Fits temperatures and thresholds.</summary>
    /// <param name="sounds">The sounds; those of no class count for the kinds alone. At least one is of a class.</param>
    /// <param name="predictions">Their scores.</param>
    /// <param name="catalog">The kinds that were learned; null for none.</param>
    /// <param name="labels">The classes; null is <see cref="DrumLabels.All"/>.</param>
    public static ModelCalibration Fit(IReadOnlyList<Sound> sounds, Predictions predictions, KindCatalog? catalog, IReadOnlyList<string>? labels = null)
    {
        labels ??= DrumLabels.All;
        int classes = labels.Count;
        int[] truth = [.. sounds.Select(sound => SoundClasses.IndexOf(labels, sound.Label))];
        int[] known = [.. Enumerable.Range(0, sounds.Count).Where(i => truth[i] >= 0)];
        int[] knownTruth = [.. known.Select(i => truth[i])];
        float[] knownScores = Rows(predictions.Scores, known, classes);
        double temperature = CalibrationFitter.FitTemperature(knownScores, knownTruth, classes);
        float[][] probabilities = CalibrationFitter.Probabilities(knownScores, classes, temperature);
        double? sure = PrecisionThreshold.Find(probabilities.Select((row, i) => ((double)row.Max(), Array.IndexOf(row, row.Max()) == knownTruth[i]))).Threshold;
        ModelCalibration calibration = new()
        {
            Temperature = (float)temperature,
            UncertainBelow = UncertaintyThreshold.Choose(knownTruth, probabilities),
            SureFrom = sure is { } found ? RoundUp(found) : null,
        };
        return catalog is null ? calibration : FitKinds(sounds, predictions, catalog, calibration);
    }

    private static ModelCalibration FitKinds(IReadOnlyList<Sound> sounds, Predictions predictions, KindCatalog catalog, ModelCalibration calibration)
    {
        (int Row, int Kind)[] known = [.. sounds.Index().Select(pair => (pair.Index, Kind: catalog.KindOf(pair.Item))).Where(pair => pair.Kind is not null).Select(pair => (pair.Index, pair.Kind!.Value))];
        if (known.Length == 0)
        {
            return calibration;
        }

        int count = catalog.Kinds.Count;
        calibration = calibration with
        {
            KindTemperature = (float)CalibrationFitter.FitTemperature(
                Rows(predictions.Kinds, [.. known.Select(pair => pair.Row)], count), [.. known.Select(pair => pair.Kind)], count),
        };
        SoundKind[] kinds = KindMetrics.Choose(predictions, catalog, calibration);
        double? threshold = PrecisionThreshold.Find(
            known.Select(pair => ((double)kinds[pair.Row].Probability, kinds[pair.Row].Name == catalog.Kinds[pair.Kind].Name)), WantedKindPrecision).Threshold;

        // Where not even the surest are right often enough, none is named with certainty.
        return calibration with { KindUncertainBelow = threshold is { } found ? RoundUp(found) : 1 };
    }

    /// <summary>Three digits, so that the number can be said in a document; upwards, so that the precision holds.</summary>
    private static float RoundUp(double value) => (float)Math.Min(1, Math.Ceiling(value * 1000) / 1000);

    private static float[] Rows(float[] values, int[] rows, int length) => [.. rows.SelectMany(row => values.AsSpan(row * length, length).ToArray())];
}
