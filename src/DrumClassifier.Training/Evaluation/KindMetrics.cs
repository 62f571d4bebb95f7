using DrumClassification.Training.Data;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.Evaluation;

/// <summary>How often the kind of sounds was named rightly, over sounds whose kind is known.</summary>
internal sealed record KindMetrics
{
    /// <summary>Number of sounds whose kind is known.</summary>
    public required int Count { get; init; }

    /// <summary>Share whose kind is right, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The same over the sounds of classes that have several kinds, such as open and closed hats; null if there are none.</summary>
    public required double? WithinClasses { get; init; }

    /// <summary>The same over percussion that is none of the classes; null if there is none.</summary>
    public required double? OtherPercussion { get; init; }

    /// <summary>One entry a kind that has sounds, in the order of the label file.</summary>
    public required IReadOnlyList<KindResult> Kinds { get; init; }

    /// <summary>Counts; null if no sound's kind is known.</summary>
    /// <param name="predictions">For each sound the index of its kind, and the name it was given; null if it could not be read.</param>
    public static KindMetrics? Compute(KindCatalog catalog, IEnumerable<(int Truth, string? Predicted)> predictions)
    {
        (int Truth, string? Predicted)[] all = [.. predictions];
        ILookup<string?, int> byPrediction = all.ToLookup(prediction => prediction.Predicted, prediction => prediction.Truth);
        return all.Length == 0 ? null : new KindMetrics
        {
            Count = all.Length,
            Accuracy = all.Average(Right),
            WithinClasses = Share(kind => catalog.ClassOf[kind] >= 0 && catalog.ClassOf.Count(other => other == catalog.ClassOf[kind]) > 1),
            OtherPercussion = Share(kind => catalog.ClassOf[kind] < 0 && catalog.IsPercussion[kind]),
            Kinds = [.. all.GroupBy(prediction => prediction.Truth).OrderBy(kind => kind.Key).Select(kind =>
            {
                string name = catalog.Kinds[kind.Key].Name;
                int[] called = [.. byPrediction[name]];
                string? mistake = kind.Select(prediction => prediction.Predicted).OfType<string>().Where(prediction => prediction != name)
                    .CountBy(prediction => prediction).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (string?)pair.Key).FirstOrDefault();
                return new KindResult(
                    name, catalog.Kinds[kind.Key].Label, kind.Count(), kind.Average(Right), called.Length == 0 ? null : called.Average(truth => truth == kind.Key ? 1.0 : 0), mistake);
            })],
        };

        double? Share(Func<int, bool> counts) => all.Any(prediction => counts(prediction.Truth)) ? all.Where(prediction => counts(prediction.Truth)).Average(Right) : null;

        double Right((int Truth, string? Predicted) prediction) => prediction.Predicted == catalog.Kinds[prediction.Truth].Name ? 1 : 0;
    }

    /// <summary>Counts over the sounds whose kind is known; null if there are none.</summary>
    internal static KindMetrics? Compute(KindCatalog catalog, IReadOnlyList<Sound> sounds, IReadOnlyList<SoundKind> predictions) => Compute(
        catalog,
        sounds.Zip(predictions, (sound, prediction) => (Kind: catalog.KindOf(sound), prediction.Name)).Where(pair => pair.Kind is not null).Select(pair => (pair.Kind!.Value, (string?)pair.Name)));

    /// <summary>The kind of every sound, as the library would name it.</summary>
    internal static SoundKind[] Choose(Predictions predictions, KindCatalog catalog, ModelCalibration calibration)
    {
        KindChooser chooser = new(DrumLabels.All, catalog.Kinds, calibration);
        int classes = DrumLabels.All.Count;
        float[] kinds = new float[catalog.Kinds.Count];
        return [.. Enumerable.Range(0, predictions.Scores.Length / classes).Select(i =>
        {
            Softmax.Apply(predictions.Kinds.AsSpan(i * kinds.Length, kinds.Length), calibration.KindTemperature, kinds);
            return chooser.Choose(kinds, System.Numerics.Tensors.TensorPrimitives.IndexOfMax(predictions.Scores.AsSpan(i * classes, classes)));
        })];
    }
}

/// <summary>How often one kind was named rightly.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Label">Its class; null for none.</param>
/// <param name="Count">Number of sounds of it.</param>
/// <param name="Recall">Share of them that were called so, 0 … 1.</param>
/// <param name="Precision">Share right of the sounds of known kind that were called so, 0 … 1; null if none was.</param>
/// <param name="CommonestMistake">What the others were called most often; null if all are right.</param>
internal sealed record KindResult(string Name, string? Label, int Count, double Recall, double? Precision, string? CommonestMistake);
