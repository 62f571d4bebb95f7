using System.Text.Json;
using DrumClassification.Training.CrossValidation;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Neighbours;

/// <summary>Asks networks about sounds that they have not heard.</summary>
internal static class HeardSounds
{
    private const int MostFolds = 20;

    /// <summary>Asks the networks of a cross-validation (<c>drumtrain suspects --folder</c>), each about the fold that it has not seen.</summary>
    /// <param name="folder">Where fold-N.onnx and fold-N.json lie.</param>
    /// <param name="sounds">The sounds; those of no fold, such as test rows, are left out.</param>
    /// <param name="onSound">Called after each sound with the number done.</param>
    /// <exception cref="DataSetException">There are no folds, or none of the sounds is in one.</exception>
    public static async Task<IReadOnlyList<HeardSound>> OutOfFoldAsync(string folder, IReadOnlyList<Sound> sounds, Action<int> onSound, CancellationToken cancellationToken)
    {
        Dictionary<(string, string), Sound> byName = sounds.ToDictionary(sound => (sound.DataSet, sound.Name));
        List<HeardSound> heard = [];
        for (int fold = 1; fold <= MostFolds && File.Exists(Path.Combine(folder, $"fold-{fold}.onnx")); fold++)
        {
            int before = heard.Count;
            Sound[] own = [.. FoldScores.ReadSounds(Path.Combine(folder, $"fold-{fold}.json")).Select(key => byName.GetValueOrDefault(key)).OfType<Sound>()];
            heard.AddRange(await AskAsync(Path.Combine(folder, $"fold-{fold}.onnx"), own, fold, done => onSound(before + done), cancellationToken).ConfigureAwait(false));
        }

        return heard.Count > 0 ? heard : throw new DataSetException(
            $"'{folder}' has no fold-1.onnx with fold-1.json beside it, or none of the given sounds is in a fold. Give the --folder of a finished 'drumtrain suspects', and its --data.");
    }

    /// <summary>Asks one network about sounds; those that cannot be read, or are silent, are left out.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="fold">What <see cref="HeardSound.Fold"/> is to say.</param>
    /// <exception cref="DrumClassifierException">The model cannot be used, or knows other classes.</exception>
    public static async Task<IReadOnlyList<HeardSound>> AskAsync(string model, IReadOnlyList<Sound> sounds, int fold, Action<int> onSound, CancellationToken cancellationToken)
    {
        using IDrumClassifier classifier = DrumClassifier.FromFile(model, new() { IncludeEmbedding = true, IncludeKindProbabilities = true, BatchSize = 16 });
        ModelInfo info = classifier.Model;
        if (!info.Labels.SequenceEqual(DrumLabels.All))
        {
            throw new DataSetException($"'{model}' has the classes {string.Join(", ", info.Labels)}; the neighbour stage is for {string.Join(", ", DrumLabels.All)}.");
        }

        List<HeardSound> heard = [];
        int done = 0;
        await foreach (FileClassification file in classifier.ClassifyFilesAsync(sounds.Select(sound => sound.Path), cancellationToken).ConfigureAwait(false))
        {
            Sound sound = sounds[done];
            if (file.Classification is { Reason: not UncertainReason.Silent } found)
            {
                float[] evidence = new float[info.Labels.Count + info.Kinds.Count];
                float[] direction = new float[info.EmbeddingLength];
                NeighbourInput.WriteEvidence(found, evidence);
                NeighbourInput.WriteDirection(found, direction);
                heard.Add(new HeardSound(sound.DataSet, sound.Name, sound.Group, LabelNames.IndexOf(sound.Label), fold, NeighbourInput.TakesPart(found), evidence, direction));
            }

            onSound(++done);
        }

        return heard;
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static IReadOnlyList<HeardSound> Load(string path) => TrainingJson.Read<HeardSound[]>(path, "list of heard sounds", _ => { });

    /// <summary>Keeps the answers, so that they need not be asked for again.</summary>
    public static void Save(string path, IReadOnlyList<HeardSound> sounds) =>
        AtomicFile.Write(path, (Stream stream) => JsonSerializer.Serialize(stream, sounds, TrainingJson.Compact));
}
