using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.LabelCleaning;

namespace DrumClassification.Tests.Fitting;

public sealed class BatchLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Soft_labels_take_the_recipes_share_of_the_target_of_the_sounds_that_have_one()
    {
        TinyDataSet.Write(_folder["sounds"], soundsPerClass: 2);
        TrainingRecipe recipe = RecipeCatalog.Get("flagship") with { BalancedSampling = false, MixupAlpha = 0, LabelSmoothing = 0.06, SoftLabelShare = 0.5 };
        Sound[] sounds = [.. DataSetReader.Read([_folder["sounds"]])];
        Sound soft = sounds.First(sound => sound.Label == "kick");
        File.WriteAllText(_folder["soft.csv"], $"data,path,label,fold,p_kick,p_hat,p_snare,p_cymbal,p_tom,p_clap\n{soft.DataSet},{soft.Name},kick,1,0.4,0,0,0,0.6,0\n");
        TrainingSounds training = TrainingSounds.Load(
            sounds, recipe.FrontEnd, recipe.Augmentation, () => { }, (sound, error) => Assert.Fail($"{sound.Name}: {error.Message}"), Token);

        List<float[]> targets = [];
        await foreach (Batch batch in new BatchLoader(training, recipe, SoftLabels.Read([_folder["soft.csv"]]), seed: 1).ReadEpochAsync(1, Token))
        {
            targets.AddRange(batch.Targets.Chunk(6));
        }

        Assert.Equal(4, targets.Count);
        Assert.Single(targets, target => Near(target, [(0.95f + 0.4f) / 2, 0.005f, 0.005f, 0.005f, (0.01f + 0.6f) / 2, 0.005f]));
        Assert.Single(targets, target => Near(target, [0.95f, 0.01f, 0.01f, 0.01f, 0.01f, 0.01f]));
        Assert.Equal(2, targets.Count(target => Near(target, [0.01f, 0.95f, 0.01f, 0.01f, 0.01f, 0.01f])));
    }

    private static bool Near(float[] a, float[] b) => a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
}
