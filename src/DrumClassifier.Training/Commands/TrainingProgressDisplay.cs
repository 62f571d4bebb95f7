using System.Globalization;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Fitting;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>Shows a training as it goes: where it goes on from, a bar on a terminal, a line an epoch everywhere, and where it was stopped.</summary>
internal static class TrainingProgressDisplay
{
    /// <param name="checkpointPath">Its checkpoint, to be named.</param>
    /// <param name="place">What stands between "Stopped" and "after epoch", with a blank before it; empty for nothing.</param>
    /// <param name="cancellationToken">Stops after the batch at hand.</param>
    public static async Task RunAsync(Trainer trainer, TrainingRecipe recipe, string checkpointPath, string place, CancellationToken cancellationToken)
    {
        if (trainer.Progress.Epochs.Count > 0)
        {
            CommandHost.Error.MarkupLineInterpolated($"Going on after epoch {trainer.Progress.Epochs.Count} of {recipe.Epochs} ({checkpointPath}).");
        }

        try
        {
            await ShowAsync(trainer, recipe, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            CommandHost.WriteLine(
                CommandHost.Error,
                $"Stopped{place} after epoch {trainer.Progress.Epochs.Count} of {recipe.Epochs}; the same command goes on from there.");
            throw;
        }
    }

    private static async Task ShowAsync(Trainer trainer, TrainingRecipe recipe, CancellationToken cancellationToken)
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
