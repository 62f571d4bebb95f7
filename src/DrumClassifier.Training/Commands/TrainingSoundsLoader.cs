using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;

namespace DrumClassification.Training.Commands;

/// <summary>Gets the sounds of a training ready, shows how far it is, and says what of them cannot be used.</summary>
internal static class TrainingSoundsLoader
{
    /// <summary>
    /// Where the recipe varies nothing, reads the inputs from the table that <c>drumtrain prepare</c> makes, making it first where it is
    /// not there or no longer fits; else decodes the sounds.
    /// </summary>
    /// <param name="sounds">The sounds.</param>
    /// <param name="parts">Which of them are in which part; one may be in several.</param>
    /// <param name="recipe">The front end and how training sounds are varied.</param>
    /// <param name="tablePath">The table file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The parts, in their order.</returns>
    public static Task<TrainingSounds[]> LoadAsync(
        Sound[] sounds, IReadOnlyList<SoundPart> parts, TrainingRecipe recipe, string tablePath, CancellationToken cancellationToken) =>
        recipe.Augmentation is null
            ? ReadTableAsync(sounds, parts, recipe, tablePath, cancellationToken)
            : DecodeAsync(sounds, parts, recipe, cancellationToken);

    private static async Task<TrainingSounds[]> ReadTableAsync(
        Sound[] sounds, IReadOnlyList<SoundPart> parts, TrainingRecipe recipe, string path, CancellationToken cancellationToken)
    {
        PreparedTable table = await CommandHost.WithProgressAsync(
            "Computing mel-spectrograms",
            sounds.Length,
            onDone => PreparedTable.LoadOrPrepareAsync(sounds, recipe.FrontEnd, path, onDone, cancellationToken)).ConfigureAwait(false);
        DataSetReport.WriteSkipped(table.Skipped);
        Dictionary<string, double> weights = sounds.ToDictionary(sound => sound.Path, sound => sound.Weight);
        return [.. parts.Select(part => TrainingSounds.FromTable(table, part.Holds, sound => weights[sound.Path]))];
    }

    private static async Task<TrainingSounds[]> DecodeAsync(
        Sound[] sounds, IReadOnlyList<SoundPart> parts, TrainingRecipe recipe, CancellationToken cancellationToken)
    {
        Sound[][] rows = [.. parts.Select(part => sounds.Where(part.Holds).ToArray())];
        List<SkippedSound> skipped = [];
        int done = 0;
        TrainingSounds[] loaded = await CommandHost.WithProgressAsync("Decoding", rows.Sum(part => part.Length), onDone => Task.Run(
            () => parts.Select((part, i) => Load(rows[i], part.IsVaried, onDone)).ToArray(), cancellationToken)).ConfigureAwait(false);
        DataSetReport.WriteSkipped(skipped);
        return loaded;

        TrainingSounds Load(Sound[] part, bool isVaried, Action<int> onDone) => TrainingSounds.Load(
            part, recipe.FrontEnd, isVaried ? recipe.Augmentation : null, () => onDone(Interlocked.Increment(ref done)),
            (sound, error) =>
            {
                lock (skipped)
                {
                    skipped.Add(new SkippedSound(sound.Name, sound.Label, error.Message));
                }
            },
            cancellationToken);
    }
}

/// <summary>A part of the sounds of a training.</summary>
/// <param name="Holds">True for the sounds that are in it.</param>
/// <param name="IsVaried">True where they are trained on and vary as the recipe says; false where they are only looked at.</param>
internal sealed record SoundPart(Func<Sound, bool> Holds, bool IsVaried);
