using System.Text.Json;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.CrossValidation;

/// <summary>What a network that was trained on the other folds says about the sounds of one fold: the file that a finished fold leaves.</summary>
internal sealed record FoldScores
{
    /// <summary>Identifies recipe, sounds, seed and number of folds; scores of other trainings do not belong beside these.</summary>
    public required string Identity { get; init; }

    /// <summary>For each sound the scores of the classes before the softmax, in label order.</summary>
    public required IReadOnlyList<SoundScores> Sounds { get; init; }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, TrainingJson.Indented) + "\n");

    /// <summary>The sounds of a fold, by data set and name, whichever training it is of.</summary>
    /// <exception cref="DataSetException">The file cannot be read.</exception>
    public static IEnumerable<(string DataSet, string Name)> ReadSounds(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<FoldScores>(File.ReadAllText(path), TrainingJson.Strict)!.Sounds.Select(sound => (sound.DataSet, sound.Name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DataSetException($"'{path}', which says what a fold's network has not heard, cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the file; null if there is none.</summary>
    /// <exception cref="DataSetException">The file is of another training, or unreadable.</exception>
    public static FoldScores? Load(string path, string identity)
    {
        FoldScores? scores;
        try
        {
            scores = File.Exists(path) ? JsonSerializer.Deserialize<FoldScores>(File.ReadAllText(path), TrainingJson.Strict) : null;
        }
        catch (JsonException exception)
        {
            throw new DataSetException($"'{path}' cannot be read ({exception.Message}); --restart begins anew.", exception);
        }

        return scores is null || scores.Identity == identity ? scores : throw new DataSetException(
            $"'{path}' belongs to other sounds, another recipe, seed or number of folds. Give this run another --folder, or --restart to begin anew.");
    }
}

/// <summary>The scores of one sound.</summary>
/// <param name="DataSet">Name of its data set.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Scores">One score a class, in label order.</param>
/// <param name="Kinds">One score a kind, in the label file's order; empty if the networks know none.</param>
internal sealed record SoundScores(string DataSet, string Name, float[] Scores, float[] Kinds);
