namespace DrumClassification.Training.Fitting;

/// <summary>
/// Fits a recipe that was made for thousands of sounds to fewer. What a network learns from is steps, and an epoch of few sounds has few: the passes become more, the
/// warm-up with them, the average of the weights shorter, and the epoch that is kept is the one with the least validation loss rather than the last.
/// </summary>
internal static class RecipeScaling
{
    /// <summary>More passes than this over the same sounds teach no more.</summary>
    public const int MostTimes = 4;

    /// <summary>The average spans at most this share of the steps.</summary>
    private const double AverageShare = 0.1;

    /// <summary>The recipe for a number of sounds; itself if it has its steps.</summary>
    /// <param name="sounds">Number of training sounds, above 0.</param>
    /// <param name="mayAddEpochs">False if the number of epochs was asked for.</param>
    /// <param name="mayChoose">False if the validation sounds are trained on, so that no epoch can be chosen by them.</param>
    public static TrainingRecipe Fit(TrainingRecipe recipe, int sounds, bool mayAddEpochs = true, bool mayChoose = true)
    {
        int batches = (sounds + recipe.BatchSize - 1) / recipe.BatchSize;
        if ((long)batches * recipe.Epochs >= recipe.LeastSteps)
        {
            return recipe;
        }

        int epochs = mayAddEpochs ? Math.Min(MostTimes * recipe.Epochs, (recipe.LeastSteps + batches - 1) / batches) : recipe.Epochs;
        double longest = 1 - (1 / Math.Max(1, AverageShare * epochs * batches));
        return recipe with
        {
            Epochs = epochs,
            WeightAverageDecay = Math.Min(recipe.WeightAverageDecay, longest),
            Keep = mayChoose ? EpochChoice.LeastLoss : recipe.Keep,
        };
    }
}
