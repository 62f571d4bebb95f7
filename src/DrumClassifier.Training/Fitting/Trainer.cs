using System.Diagnostics;
using System.Runtime.InteropServices;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Arithmetic;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;
using Architecture = DrumClassification.Training.Architectures.Architecture;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// Trains one network by one recipe, with a checkpoint after every epoch. The same sounds, recipe and seed give the same weights
/// on the same machine, killed and resumed or not.
/// </summary>
internal sealed class Trainer : IDisposable
{
    private readonly TrainingRecipe _recipe;
    private readonly TrainingSounds _training;
    private readonly TrainingSounds _validation;
    private readonly BatchLoader _loader;
    private readonly Network _network;
    private readonly WeightEma? _ema;
    private readonly HeldAdamW _optimizer;
    private readonly KindLoss? _kindLoss;
    private readonly string _checkpointPath;
    private readonly int _seed;

    public Trainer(
        TrainingRecipe recipe, TrainingSounds training, TrainingSounds validation, string identity, string checkpointPath, int seed, TrainingGuides? guides = null)
    {
        guides ??= TrainingGuides.None;
        _recipe = recipe;
        _training = training;
        _validation = validation;
        _loader = new BatchLoader(training, recipe, guides, seed);
        _checkpointPath = checkpointPath;
        _seed = seed;
        Architecture architecture = ArchitectureCatalog.Get(
            recipe.Architecture, recipe.FrontEnd.MelBands, recipe.FrontEnd.Frames, training.Classes.Count, guides.Kinds?.ClassOf);
        _kindLoss = guides.Kinds is { } kinds ? new KindLoss(kinds) : null;
        random.manual_seed(seed);
        _network = new Network(architecture);
        guides.Start?.Load(_network, training);
        Best = new Network(architecture);
        _ema = recipe.WeightAverageDecay > 0 ? new WeightEma(_network, recipe.WeightAverageDecay) : null;
        _optimizer = new HeldAdamW(_network.parameters(), recipe.LearningRate, recipe.WeightDecay);
        Progress = Checkpoint.Load(checkpointPath, identity, _network, Best, _ema, _optimizer)
            ?? new TrainingProgress { Identity = identity, Epochs = [] };
    }

    /// <summary>The weights that are kept, in evaluation mode once trained.</summary>
    public Network Best { get; }

    /// <summary>What has been reached.</summary>
    public TrainingProgress Progress { get; private set; }

    /// <summary>Batches in an epoch.</summary>
    public int BatchesPerEpoch => _loader.BatchesPerEpoch;

    /// <summary>Trains the epochs that are left.</summary>
    /// <param name="onBatch">Called after every batch with the epoch (from 1) and the number of batches done in it.</param>
    /// <param name="onEpoch">Called after every epoch, when its checkpoint is written.</param>
    /// <param name="cancellationToken">Stops between two batches; the last whole epoch's checkpoint stands.</param>
    /// <exception cref="DrumClassifierException">libtorch failed; the last whole epoch's checkpoint stands.</exception>
    public async Task RunAsync(Action<int, int> onBatch, Action<EpochMetrics> onEpoch, CancellationToken cancellationToken)
    {
        try
        {
            for (int epoch = Progress.Epochs.Count + 1; epoch <= _recipe.Epochs; epoch++)
            {
                Stopwatch watch = Stopwatch.StartNew();
                (double loss, double accuracy) = await TrainEpochAsync(epoch, onBatch, cancellationToken).ConfigureAwait(false);
                (double validationLoss, double validationAccuracy) = Validate(cancellationToken);
                EpochMetrics metrics = new(
                    epoch, loss, accuracy, validationLoss, validationAccuracy, RateAt((long)epoch * BatchesPerEpoch - 1), watch.Elapsed.TotalSeconds);
                bool keep = IsToKeep(metrics);
                if (keep)
                {
                    Best.CopyWeightsFrom(_ema?.Network ?? _network);
                }

                Progress = Progress with
                {
                    Epochs = [.. Progress.Epochs, metrics],
                    BestEpoch = keep ? epoch : Progress.BestEpoch,
                };
                Checkpoint.Save(_checkpointPath, Progress, _network, Best, _ema, _optimizer);
                onEpoch(metrics);
            }
        }
        catch (ExternalException exception)
        {
            throw new DrumClassifierException(
                $"libtorch failed in epoch {Progress.Epochs.Count + 1} of {_recipe.Epochs}; the same command goes on from the epoch before. "
                + $"It said: {exception.Message.Split('\n')[0]}",
                exception);
        }

        Best.eval();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _ema?.Dispose();
        _kindLoss?.Dispose();
        _network.Dispose();
        Best.Dispose();
    }

    private async Task<(double Loss, double Accuracy)> TrainEpochAsync(int epoch, Action<int, int> onBatch, CancellationToken cancellationToken)
    {
        // Dropout draws from torch's own generator; seeding it anew every epoch makes an epoch independent of those before it.
        random.manual_seed(SeedMixer.Mix(_seed, epoch));
        _network.train();
        double lossSum = 0;
        int right = 0;
        int known = 0;
        int seen = 0;
        int batches = 0;
        await foreach (Batch batch in _loader.ReadEpochAsync(epoch, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            long step = (long)(epoch - 1) * BatchesPerEpoch + batches;
            (double loss, int batchRight) = Step(batch, step);
            _loader.Recycle(batch);
            lossSum += loss * batch.Size;
            right += batchRight;
            known += batch.Labels.Count(label => label >= 0);
            seen += batch.Size;
            onBatch(epoch, ++batches);
        }

        return (lossSum / seen, (double)right / Math.Max(1, known));
    }

    private (double Loss, int Right) Step(Batch batch, long step)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (optim.ILearningRateController group in _optimizer.ParamGroups)
        {
            group.LearningRate = RateAt(step);
        }

        Architecture architecture = _network.Architecture;
        Tensor input = empty(batch.Size, 1, architecture.MelBands, architecture.Frames);
        MemoryMarshal.AsBytes<float>(batch.Inputs).CopyTo(input.bytes);
        Tensor target = tensor(batch.Targets, batch.Size, architecture.Classes);
        _optimizer.zero_grad();
        (Tensor logits, Tensor? kinds) = _network.ForwardWithKinds(input);
        Tensor loss = (target * nn.functional.log_softmax(logits, 1)).sum().Over(-batch.Size);
        if (_kindLoss is not null && kinds is not null)
        {
            loss = loss.Plus(_kindLoss.Compute(kinds, batch).Times(_recipe.KindWeight));
        }

        loss.backward();
        _optimizer.step();
        _ema?.Update(step);

        long[] predicted = logits.argmax(1).data<long>().ToArray();
        return (loss.item<float>(), predicted.Zip(batch.Labels).Count(pair => pair.First == pair.Second));
    }

    private (double Loss, double Accuracy) Validate(CancellationToken cancellationToken)
    {
        Network network = _ema?.Network ?? _network;
        float[] scores = Predictor.Predict(network, _validation, cancellationToken).Scores;
        int classes = network.Architecture.Classes;
        double loss = CalibrationFitter.LogLoss(scores, _validation.Labels, classes, 1);
        int right = Enumerable.Range(0, _validation.Count).Count(i =>
        {
            ReadOnlySpan<float> row = scores.AsSpan(i * classes, classes);
            return System.Numerics.Tensors.TensorPrimitives.IndexOfMax(row) == _validation.Labels[i];
        });
        return (loss, (double)right / _validation.Count);
    }

    private bool IsToKeep(EpochMetrics metrics)
    {
        if (_recipe.Keep == EpochChoice.Last || Progress.BestEpoch == 0)
        {
            return true;
        }

        EpochMetrics best = Progress.Epochs[Progress.BestEpoch - 1];
        if (_recipe.Keep == EpochChoice.LeastLoss)
        {
            return metrics.ValidationLoss < best.ValidationLoss;
        }

        return metrics.ValidationAccuracy > best.ValidationAccuracy
            || (metrics.ValidationAccuracy == best.ValidationAccuracy && metrics.ValidationLoss < best.ValidationLoss);
    }

    private double RateAt(long step) => LearningRates.At(_recipe, step, BatchesPerEpoch);
}
