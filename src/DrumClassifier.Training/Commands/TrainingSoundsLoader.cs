using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;

namespace DrumClassification.Training.Commands;

/// <summary>Gets the sounds of a training ready, shows how far it is, and says what of them cannot be used.</summary>
internal static class TrainingSoundsLoader
{
    /// <summary>Decodes the sounds; if the recipe augments nothing, takes their features from the cache, which is made first where it is missing or no longer fits.</summary>
    /// <param name="parts">Which of them are in which part; one may be in several.</param>
    /// <param name="recipe">The front end and how training sounds are augmented.</param>
    /// <returns>The parts, in their order.</returns>
    public static Task<TrainingSounds[]> LoadAsync(
        Sound[] sounds, IReadOnlyList<SoundPart> parts, TrainingRecipe recipe, string cachePath, CancellationToken cancellationToken) =>
        recipe.Augmentation is null
            ? ReadCacheAsync(sounds, parts, recipe, cachePath, cancellationToken)
            : DecodeAsync(sounds, parts, recipe, cancellationToken);

    private static async Task<TrainingSounds[]> ReadCacheAsync(
        Sound[] sounds, IReadOnlyList<SoundPart> parts, TrainingRecipe recipe, string path, CancellationToken cancellationToken)
    {
        FeatureCache cache = await CommandHost.WithProgressAsync("Computing mel-spectrograms", sounds.Length, onDone => Task.Run(
            () => FeatureCache.LoadOrCompute(sounds, recipe.FrontEnd, path, onDone, cancellationToken), cancellationToken)).ConfigureAwait(false);
        DataSetReport.WriteSkipped(cache.Skipped);
        return [.. parts.Select(part => TrainingSounds.From(cache, part.Holds, SoundClasses.Of(sounds)))];
    }

    private static async Task<TrainingSounds[]> DecodeAsync(
        Sound[] sounds, IReadOnlyList<SoundPart> parts, TrainingRecipe recipe, CancellationToken cancellationToken)
    {
        Sound[][] rows = [.. parts.Select(part => sounds.Where(part.Holds).ToArray())];
        List<SkippedSound> skipped = [];
        int done = 0;
        TrainingSounds[] loaded = await CommandHost.WithProgressAsync("Decoding", rows.Sum(part => part.Length), onDone => Task.Run(
            () => parts.Select((part, i) => Load(rows[i], part.IsAugmented, onDone)).ToArray(), cancellationToken)).ConfigureAwait(false);
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
            cancellationToken,
            SoundClasses.Of(sounds));
    }
}

/// <summary>A part of the sounds of a training.</summary>
/// <param name="Holds">True for the sounds that are in it.</param>
/// <param name="IsAugmented">True if they are trained on and augmented as the recipe says; false if they are only looked at.</param>
internal sealed record SoundPart(Func<Sound, bool> Holds, bool IsAugmented);
