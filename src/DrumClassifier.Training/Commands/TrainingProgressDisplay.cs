using System.Globalization;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Fitting;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>Shows a training as it goes: a bar on a terminal, and a line an epoch everywhere.</summary>
internal static class TrainingProgressDisplay
{
    public static async Task RunAsync(Trainer trainer, TrainingRecipe recipe, CancellationToken cancellationToken)
    {
        int left = recipe.Epochs - trainer.Progress.Epochs.Count;
        if (left == 0)
        {
            await trainer.RunAsync((_, _) => { }, _ => { }, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!CommandHost.Error.Profile.Out.IsTerminal)
        {
            await trainer.RunAsync((_, _) => { }, epoch => CommandHost.WriteLine(CommandHost.Error, Line(epoch, recipe)), cancellationToken).ConfigureAwait(false);
            return;
        }

        await CommandHost.Error.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("Training", maxValue: (double)left * trainer.BatchesPerEpoch);
                await trainer.RunAsync(
                    (epoch, batch) =>
                    {
                        bar.Description = string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch}/{recipe.Epochs}, batch {batch}/{trainer.BatchesPerEpoch}");
                        bar.Increment(1);
                    },
                    epoch => CommandHost.Error.WriteLine(Line(epoch, recipe)),
                    cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private static string Line(EpochMetrics epoch, TrainingRecipe recipe) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch}/{recipe.Epochs}: loss {epoch.TrainLoss:0.0000}, accuracy {epoch.TrainAccuracy:P1}; validation loss {epoch.ValidationLoss:0.0000}, accuracy {epoch.ValidationAccuracy:P1}; learning rate {epoch.LearningRate:g3}; {epoch.Seconds:0.0} s");
}
