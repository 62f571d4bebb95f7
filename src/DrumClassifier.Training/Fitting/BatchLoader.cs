using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Threading.Channels;
using DrumClassification.Training.Randomness;
using MathNet.Numerics.Distributions;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// Makes the batches of an epoch on a thread of its own, a few ahead of the training. Every example draws from a generator
/// seeded by (seed, epoch, place), so that a resumed training sees what an undisturbed one would have seen.
/// </summary>
/// <param name="recipe">How they are augmented and mixed.</param>
/// <param name="guides">What is learned beside the classes' labels.</param>
internal sealed class BatchLoader(TrainingSounds sounds, TrainingRecipe recipe, TrainingGuides guides, int seed)
{
    private const int BatchesAhead = 4;

    // A batch's inputs take more than half a megabyte; used again, they leave the garbage collector alone.
    private readonly ConcurrentBag<float[]> _spentInputs = [];
    private readonly EpochSampler _sampler = new(sounds, recipe.BalancedSampling, seed, guides.Kinds, recipe.KindBalance);
    private readonly int _classes = sounds.Classes.Count;
    private readonly int[] _sets = guides.Kinds is { } kinds ? [.. sounds.Sounds.Select(kinds.CandidatesOf)] : [];
    private readonly int _setCount = guides.Kinds?.CandidateSets.Count ?? 0;

    /// <summary>Batches in an epoch.</summary>
    public int BatchesPerEpoch => (sounds.Count + recipe.BatchSize - 1) / recipe.BatchSize;

    /// <summary>Takes back the memory of a batch that is done with.</summary>
    public void Recycle(Batch batch) => _spentInputs.Add(batch.Inputs);

    /// <summary>Yields an epoch's batches in order.</summary>
    public async IAsyncEnumerable<Batch> ReadEpochAsync(
        int epoch, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Batch> channel = Channel.CreateBounded<Batch>(BatchesAhead);
        Task producer = Task.Run(() => ProduceAsync(epoch, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (Batch batch in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await producer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ProduceAsync(int epoch, ChannelWriter<Batch> writer, CancellationToken cancellationToken)
    {
        try
        {
            int[] order = _sampler.Sample(epoch);
            for (int first = 0; first < order.Length; first += recipe.BatchSize)
            {
                await writer.WriteAsync(Make(order, first, epoch), cancellationToken).ConfigureAwait(false);
            }

            writer.Complete();
        }
        catch (Exception exception)
        {
            // The reader gets the failure; a torn-down loader has none that matters.
            writer.Complete(exception);
        }
    }

    private Batch Make(int[] order, int first, int epoch)
    {
        int size = Math.Min(recipe.BatchSize, order.Length - first);
        Batch batch = new(RentInputs(size), new float[size * _classes], new int[size]) { KindTargets = new float[size * _setCount] };
        for (int i = 0; i < size; i++)
        {
            int index = order[first + i];
            Random random = new(SeedMixer.Mix(seed, epoch, first + i));
            sounds.ReadForTraining(index, random, Row(batch.Inputs, i));
            AddTarget(Row(batch.Targets, i), index);
            batch.Labels[i] = sounds.Labels[index];
            if (_setCount > 0)
            {
                Row(batch.KindTargets, i)[_sets[index]] = batch.Labels[i] < 0 ? (float)recipe.OtherWeight : 1;
            }
        }

        batch = recipe.MixupAlpha > 0 ? Mix(batch, new Random(SeedMixer.Mix(seed, epoch, first, recipe.BatchSize))) : batch;

        // After the mixing: teachers and student hear the very same.
        return guides.Teachers?.Teach(batch, (float)recipe.TeacherShare) ?? batch;

        Span<float> Row(float[] values, int row) => values.AsSpan(row * (values.Length / size), values.Length / size);
    }

    /// <summary>Mixes every example with another of its batch; its own share is the larger, so that its label stays.</summary>
    private Batch Mix(Batch batch, Random random)
    {
        int[] partners = [.. Enumerable.Range(0, batch.Size)];
        random.Shuffle(partners);
        Batch mixed = batch with
        {
            Inputs = RentInputs(batch.Size),
            Targets = new float[batch.Targets.Length],
            KindTargets = new float[batch.KindTargets.Length],
        };
        for (int i = 0; i < batch.Size; i++)
        {
            float share = (float)Beta.Sample(random, recipe.MixupAlpha, recipe.MixupAlpha);
            share = Math.Max(share, 1 - share);
            MixRow(batch.Inputs, mixed.Inputs, i, partners[i], share, batch.Size);
            MixRow(batch.Targets, mixed.Targets, i, partners[i], share, batch.Size);
            MixRow(batch.KindTargets, mixed.KindTargets, i, partners[i], share, batch.Size);
        }

        Recycle(batch);
        return mixed;
    }

    private float[] RentInputs(int size)
    {
        int length = size * sounds.InputLength;
        return _spentInputs.TryTake(out float[]? spent) && spent.Length == length ? spent : new float[length];
    }

    private static void MixRow(float[] from, float[] to, int row, int partner, float share, int rows)
    {
        int length = from.Length / rows;
        Span<float> target = to.AsSpan(row * length, length);
        TensorPrimitives.Multiply(from.AsSpan(partner * length, length), 1 - share, target);
        TensorPrimitives.MultiplyAdd(from.AsSpan(row * length, length), share, target, target);
    }

    private void AddTarget(Span<float> target, int index)
    {
        int label = sounds.Labels[index];
        IReadOnlyList<float>? soft = label < 0 ? null : guides.SoftLabels?.Find(sounds.Sounds[index]);
        float share = soft is null ? 0 : (float)recipe.SoftLabelShare;
        float smoothing = label < 0 ? 1 : (float)recipe.LabelSmoothing;
        float weight = label < 0 ? (float)recipe.OtherWeight : 1;
        for (int c = 0; c < target.Length; c++)
        {
            float hard = weight * (smoothing / target.Length + (c == label ? 1 - smoothing : 0));
            target[c] = soft is null ? hard : hard + (share * (soft[c] - hard));
        }
    }
}
