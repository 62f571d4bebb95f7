namespace DrumClassification.Training.Fitting;

/// <summary>How the learning rate changes while training.</summary>
internal enum LearningRateSchedule
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>Half after every five epochs: the reference project's StepLR(10, 0.5), which it steps twice an epoch.</summary>
    HalveEveryFiveEpochs,

    /// <summary>Linear warm-up over the first twentieth, then half a cosine down to a hundredth (Loshchilov and Hutter, "SGDR", 2017).</summary>
    WarmUpThenCosine,
}

/// <summary>Evaluates a <see cref="LearningRateSchedule"/>.</summary>
internal static class LearningRates
{
    /// <summary>The learning rate of one step.</summary>
    /// <param name="recipe">Holds the schedule, its highest rate and the number of epochs.</param>
    /// <param name="step">The step, from 0 over the whole training.</param>
    /// <param name="stepsPerEpoch">Steps in an epoch, above 0.</param>
    public static double At(TrainingRecipe recipe, long step, int stepsPerEpoch)
    {
        double steps = (double)recipe.Epochs * stepsPerEpoch;
        switch (recipe.Schedule)
        {
            case LearningRateSchedule.HalveEveryFiveEpochs:
                return recipe.LearningRate * Math.Pow(0.5, (step / stepsPerEpoch) / 5);
            case LearningRateSchedule.WarmUpThenCosine:
                double warmUp = Math.Max(1, steps / 20);
                double floor = recipe.LearningRate / 100;
                return step < warmUp
                    ? recipe.LearningRate * (step + 1) / warmUp
                    : floor + (recipe.LearningRate - floor) * 0.5 * (1 + Math.Cos(Math.PI * (step - warmUp) / Math.Max(1, steps - warmUp)));
            default:
                return recipe.LearningRate;
        }
    }
}
