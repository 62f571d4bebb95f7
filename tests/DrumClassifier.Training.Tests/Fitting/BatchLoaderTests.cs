using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Kinds;

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
        await foreach (Batch batch in new BatchLoader(training, recipe, new() { SoftLabels = SoftLabels.Read([_folder["soft.csv"]]) }, seed: 1).ReadEpochAsync(1, Token))
        {
            targets.AddRange(batch.Targets.Chunk(6));
        }

        Assert.Equal(4, targets.Count);
        Assert.Single(targets, target => Near(target, [(0.95f + 0.4f) / 2, 0.005f, 0.005f, 0.005f, (0.01f + 0.6f) / 2, 0.005f]));
        Assert.Single(targets, target => Near(target, [0.95f, 0.01f, 0.01f, 0.01f, 0.01f, 0.01f]));
        Assert.Equal(2, targets.Count(target => Near(target, [0.01f, 0.95f, 0.01f, 0.01f, 0.01f, 0.01f])));
    }

    [Fact]
    public async Task What_is_known_of_kinds_is_mixed_as_the_classes_are()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"], soundsPerClass: 8);
        string manifest = File.ReadAllText(_folder["sounds/manifest.csv"]);
        File.WriteAllText(_folder["sounds/manifest.csv"], manifest.Replace(",hat,hat,east", ",hat,open_hat,east", StringComparison.Ordinal));
        TrainingRecipe recipe = RecipeCatalog.Get("compact") with { BalancedSampling = false, MixupAlpha = 1, LabelSmoothing = 0, BatchSize = 16 };
        KindCatalog kinds = KindCatalog.Get(KindCatalog.DefaultName);
        TrainingSounds training = TrainingSounds.Load(
            [.. DataSetReader.Read(_folder["sounds"])], recipe.FrontEnd, recipe.Augmentation, () => { }, (sound, error) => Assert.Fail($"{sound.Name}: {error.Message}"), Token);
        int kick = KindIndex(kinds, "kick");
        int openHat = KindIndex(kinds, "open_hat");
        int anyHat = kinds.CandidateSets.Index().Single(pair => pair.Item.Count == 3 && pair.Item.All(kind => kinds.Kinds[kind].Label == "hat")).Index;

        await foreach (Batch batch in new BatchLoader(training, recipe, new() { Kinds = kinds }, seed: 1).ReadEpochAsync(1, Token))
        {
            float[][] answers = [.. batch.KindTargets.Chunk(kinds.CandidateSets.Count)];
            float[][] classes = [.. batch.Targets.Chunk(6)];
            Assert.Equal(16, answers.Length);
            Assert.All(answers.Zip(classes), pair =>
            {
                Assert.Equal(1, pair.First.Sum(), 1e-5);
                Assert.Equal(pair.Second[0], pair.First[kick], 1e-6);
                Assert.Equal(pair.Second[1], pair.First[openHat] + pair.First[anyHat], 1e-6);
            });
            Assert.Contains(answers, answer => answer[openHat] > 0.5f);
            Assert.Contains(answers, answer => answer[anyHat] > 0.5f);
            Assert.Contains(answers, answer => answer[kick] is > 0.01f and < 0.99f);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_weight_says_how_often_a_sound_is_heard(bool balanced)
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);
        TrainingRecipe recipe = RecipeCatalog.Get("flagship") with
        {
            BalancedSampling = balanced,
            MixupAlpha = 0,
            DataWeights = [new() { Column = "source", Value = "WEST", Weight = 0.25 }],
        };
        TrainingSounds training = TrainingSounds.Load(
            [.. DataWeights.Apply(recipe.DataWeights, DataSetReader.Read(_folder["sounds"]))], recipe.FrontEnd, recipe.Augmentation, () => { }, (_, _) => { }, Token);
        EpochSampler sampler = new(training, balanced, seed: 1);

        double share = Enumerable.Range(1, 100).SelectMany(sampler.Sample).Average(i => training.Sounds[i].Source == "west" ? 1.0 : 0);

        // Half of the sounds are from the west: a quarter to one, which is a fifth. 3,200 draws.
        Assert.Equal(0.2, share, 0.03);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1.7320508)]
    [InlineData(0.5, 2.2795071)]
    public void Kinds_of_no_class_are_balanced_as_far_as_the_recipe_says(double balance, double expected)
    {
        // Twelve hats become cowbells and four tambourines, each a kit of its own: by their numbers 3 to 1, as classes √3 to 1.
        TinyDataSet.Write(_folder["sounds"]);
        Sound[] sounds = [.. DataSetReader.Read(_folder["sounds"]).Select((sound, i) => sound.Label == "kick" ? sound : sound with { Label = "other", Fine = i % 4 == 0 ? "tambourine" : "cowbell" })];
        TrainingRecipe recipe = RecipeCatalog.Get("compact");
        TrainingSounds training = TrainingSounds.Load(sounds, recipe.FrontEnd, recipe.Augmentation, () => { }, (_, _) => { }, Token);
        Assert.Equal((12, 4), (sounds.Count(sound => sound.Fine == "cowbell"), sounds.Count(sound => sound.Fine == "tambourine")));

        EpochSampler sampler = new(training, balanced: true, seed: 1, KindCatalog.Get(KindCatalog.DefaultName), balance);
        string[] heard = [.. Enumerable.Range(1, 600).SelectMany(sampler.Sample).Select(i => training.Sounds[i].Fine)];

        Assert.Equal(expected, heard.Count(fine => fine == "cowbell") / (double)heard.Count(fine => fine == "tambourine"), 0.12 * expected);
    }

    private static int KindIndex(KindCatalog kinds, string name) => kinds.Kinds.Index().Single(pair => pair.Item.Name == name).Index;

    private static bool Near(float[] a, float[] b) => a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
}
