using DrumClassification.Training.Arithmetic;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Neighbours;

/// <summary>Trains a neighbour stage on folders that are drawn from heard sounds. The same sounds and seed give the same stage on the same machine, but for the last bits.</summary>
internal static class NeighbourTrainer
{
    /// <summary>Trains one.</summary>
    /// <param name="sounds">What is drawn from.</param>
    /// <param name="onStep">Called after each step with the number done.</param>
    /// <returns>The stage, in evaluation mode; the caller disposes of it.</returns>
    public static NeighbourStage Train(IReadOnlyList<HeardSound> sounds, NeighbourSettings settings, int seed, Action<int> onStep, CancellationToken cancellationToken)
    {
        random.manual_seed(seed);
        Random draws = new(SeedMixer.Mix(seed, 1));
        FolderSampler sampler = new(sounds, settings);
        NeighbourStage stage = new(settings, sounds[0].Evidence.Length, UsualShares(sounds));
        stage.train();
        using HeldAdamW optimizer = new(stage.parameters(), settings.LearningRate, decay: 0);
        for (int step = 0; step < settings.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            foreach (optim.ILearningRateController group in optimizer.ParamGroups)
            {
                group.LearningRate = settings.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / settings.Steps));
            }

            FolderBatch batch = FolderBatch.Of([.. Enumerable.Range(0, settings.Folders).Select(_ => sampler.Draw(draws))]);
            Tensor loss = Loss(stage, batch, settings);
            optimizer.zero_grad();
            loss.backward();
            nn.utils.clip_grad_norm_(stage.parameters(), 1);
            optimizer.step();
            onStep(step + 1);
        }

        using (no_grad())
        {
            stage.Gains.TimesInPlace(settings.Kept);
            stage.Mixing.TimesInPlace(settings.Kept);
        }

        stage.eval();
        return stage;
    }

    /// <summary>The mean of what is said of the sounds: in these shares a folder's classes are expected.</summary>
    public static float[] UsualShares(IReadOnlyList<HeardSound> sounds)
    {
        float[][] answers = FolderAnswers.Alone([.. sounds]);
        return [.. DrumLabels.All.Select((_, c) => answers.Average(row => row[c]))];
    }

    /// <summary>The mean log loss of the sounds; each folder counts by the root of its size, so that large ones do not decide alone.</summary>
    private static Tensor Loss(NeighbourStage stage, FolderBatch batch, NeighbourSettings settings)
    {
        int classes = DrumLabels.All.Count;
        Tensor corrected = stage.Correct(batch);
        float[] targets = new float[batch.Sounds.Length * classes];
        float[] weights = new float[batch.Sounds.Length];
        for (int i = 0; i < batch.Sounds.Length; i++)
        {
            if (batch.Sounds[i] is not { } sound)
            {
                continue;
            }

            weights[i] = (float)((sound.Class < 0 ? settings.OtherWeight : 1) / Math.Sqrt(batch.SizeOf(i)));
            Span<float> target = targets.AsSpan(i * classes, classes);
            if (sound.Class < 0)
            {
                target.Fill(1f / classes);
            }
            else
            {
                target[sound.Class] = 1;
            }
        }

        long[] shape = [batch.Evidence.shape[0], batch.Evidence.shape[1]];
        Tensor each = (tensor(targets, [.. shape, classes]) * nn.functional.log_softmax(corrected, 2)).sum(2).neg();
        Tensor weight = tensor(weights, shape);
        return ((each * weight).sum() / weight.sum()).Plus(stage.Mixing.square().sum().Times(settings.Penalty));
    }
}
