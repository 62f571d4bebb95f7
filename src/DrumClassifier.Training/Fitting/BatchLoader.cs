using System.Threading.Channels;
using MathNet.Numerics.Distributions;

namespace DrumClassification.Training.Fitting;

/// <summary>
/// Makes the batches of an epoch on a thread of its own, a few ahead of the training. Every example draws from a generator
/// seeded by (seed, epoch, place), so that a resumed training sees what an undisturbed one would have seen.
/// </summary>
internal sealed class BatchLoader(TrainingSounds sounds, TrainingRecipe recipe, int seed)
{
    private const int BatchesAhead = 4;

    private readonly EpochOrder _order = new(sounds, recipe.BalancedSampling, seed);
    private readonly int _classes = DrumLabels.All.Count;

    /// <summary>Batches in an epoch.</summary>
    public int BatchesPerEpoch => (sounds.Count + recipe.BatchSize - 1) / recipe.BatchSize;

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
            int[] order = _order.For(epoch);
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
        Batch batch = new(new float[size * sounds.InputLength], new float[size * _classes], new int[size]);
        float[] partner = new float[recipe.MixupAlpha > 0 ? sounds.InputLength : 0];
        for (int i = 0; i < size; i++)
        {
            int index = order[first + i];
            Random random = new(SeedMixer.Mix(seed, epoch, first + i));
            Span<float> input = batch.Inputs.AsSpan(i * sounds.InputLength, sounds.InputLength);
            Span<float> target = batch.Targets.AsSpan(i * _classes, _classes);
            batch.Labels[i] = sounds.Labels[index];
            sounds.ReadForTraining(index, random, input);
            AddTarget(target, sounds.Labels[index], 1);
            if (recipe.MixupAlpha > 0)
            {
                int other = order[random.Next(order.Length)];
                float share = (float)Beta.Sample(random, recipe.MixupAlpha, recipe.MixupAlpha);
                share = Math.Max(share, 1 - share);
                sounds.ReadForTraining(other, random, partner);
                for (int n = 0; n < input.Length; n++)
                {
                    input[n] = share * input[n] + (1 - share) * partner[n];
                }

                target.Clear();
                AddTarget(target, sounds.Labels[index], share);
                AddTarget(target, sounds.Labels[other], 1 - share);
            }
        }

        return batch;
    }

    private void AddTarget(Span<float> target, int label, float weight)
    {
        float smoothing = label < 0 ? 1 : (float)recipe.LabelSmoothing;
        float scale = label < 0 ? weight * (float)recipe.OtherWeight : weight;
        for (int c = 0; c < target.Length; c++)
        {
            target[c] += scale * (smoothing / target.Length + (c == label ? 1 - smoothing : 0));
        }
    }
}
