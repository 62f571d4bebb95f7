using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;

namespace DrumClassification.Tests.Fitting;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainerTests() => TinyDataSet.Write(_folder["sounds"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_training_that_is_stopped_in_an_epoch_ends_with_the_weights_of_an_undisturbed_one(int stopInEpoch)
    {
        TrainingRecipe recipe = RecipeCatalog.Get("flagship", "flagship") with { Epochs = 3, BatchSize = 8 };
        float[] undisturbed = await TrainAsync(recipe, "whole.ckpt");

        using (CancellationTokenSource stop = new())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TrainAsync(recipe, "resumed.ckpt", (epoch, batch) =>
            {
                if (epoch == stopInEpoch && batch == 2)
                {
                    stop.Cancel();
                }
            }, stop.Token));
        }

        // Before the end of the first epoch there is nothing to go on from, and the training begins anew.
        Assert.Equal(stopInEpoch > 1, File.Exists(_folder["resumed.ckpt"]));
        float[] resumed = await TrainAsync(recipe, "resumed.ckpt");

        // Sums over threads are not the same to the last bit on a busy machine.
        Assert.Equal(undisturbed, resumed, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public async Task Another_seed_gives_other_weights()
    {
        TrainingRecipe recipe = RecipeCatalog.Get("flagship", "flagship") with { Epochs = 1, BatchSize = 8 };

        Assert.NotEqual(await TrainAsync(recipe, "a.ckpt"), await TrainAsync(recipe, "b.ckpt", seed: 2));
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_an_error_that_says_how_to_begin_anew()
    {
        File.WriteAllText(_folder["damaged.ckpt"], "no checkpoint");
        TrainingRecipe recipe = RecipeCatalog.Get("flagship", "flagship") with { Epochs = 1 };

        DrumClassifierException error = await Assert.ThrowsAsync<DrumClassifierException>(() => TrainAsync(recipe, "damaged.ckpt"));

        Assert.Contains("damaged.ckpt", error.Message, StringComparison.Ordinal);
        Assert.Contains("--restart", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Learning_rates_follow_their_schedules()
    {
        TrainingRecipe recipe = RecipeCatalog.Get("reference", "dwse");
        Assert.Equal([0.005, 0.005, 0.0025, 0.00125], [.. new long[] { 0, 499, 500, 1000 }.Select(step => LearningRates.At(recipe, step, 100))]);

        TrainingRecipe cosine = RecipeCatalog.Get("flagship", "flagship") with { Epochs = 10, LearningRate = 1 };
        double[] rates = [.. Enumerable.Range(0, 1000).Select(step => LearningRates.At(cosine, step, 100))];
        Assert.Equal(1, rates.Max(), 1e-9);
        Assert.Equal(49, Array.IndexOf(rates, rates.Max()));
        Assert.InRange(rates[^1], 0.0099, 0.011);
        Assert.Equal(rates[50..].OrderDescending(), rates[50..]);
    }

    [Fact]
    public async Task The_epoch_with_the_least_validation_loss_is_kept_if_the_recipe_says_so()
    {
        TrainingRecipe recipe = RecipeCatalog.Get("flagship", "flagship") with { Epochs = 5, BatchSize = 8, LearningRate = 0.02, Keep = EpochChoice.LeastLoss };
        TrainingProgress? progress = null;

        await TrainAsync(recipe, "least.ckpt", onEnd: trainer => progress = trainer.Progress);

        Assert.Equal(progress!.Epochs.MinBy(epoch => epoch.ValidationLoss)!.Epoch, progress.BestEpoch);
    }

    private async Task<float[]> TrainAsync(TrainingRecipe recipe, string checkpoint, Action<int, int>? onBatch = null, CancellationToken? stop = null, int seed = 1, Action<Trainer>? onEnd = null)
    {
        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder["sounds"]);
        TrainingSounds training = Load(sounds.Where(sound => sound.GroupSplit != DataSplit.Validation), recipe);
        TrainingSounds validation = Load(sounds.Where(sound => sound.GroupSplit == DataSplit.Validation), recipe);
        using Trainer trainer = new(recipe, training, validation, $"test {seed}", _folder[checkpoint], seed);
        await trainer.RunAsync(onBatch ?? ((_, _) => { }), _ => { }, stop ?? Token);
        onEnd?.Invoke(trainer);
        return [.. trainer.Best.state_dict().Where(entry => entry.Value.is_floating_point()).OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.contiguous().data<float>().ToArray())];
    }

    private static TrainingSounds Load(IEnumerable<Sound> sounds, TrainingRecipe recipe) => TrainingSounds.Load(
        [.. sounds], recipe.FrontEnd, recipe.Augmentation, () => { }, (sound, error) => Assert.Fail($"{sound.Name}: {error.Message}"), Token);
}
