using DrumClassification.Synthesis;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Kinds;
using TorchSharp;

namespace DrumClassification.Tests.Fitting;

public sealed class OwnClassesTests : IDisposable
{
    private const int SampleRate = 44100;

    private static readonly Dictionary<string, string> Folders = new()
    {
        ["808s"] = DrumLabels.Kick,
        ["Hisses"] = DrumLabels.Hat,
        ["Wobbly Töms"] = DrumLabels.Tom,
        ["claps (dry)"] = DrumLabels.Clap,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Four_folders_of_any_names_train_from_the_embedded_model()
    {
        Write(16);

        (int code, string output, string error) = await DrumTrain.RunAsync(
            "train", "--data", _folder["sounds"], "--from", "embedded", "--epochs", "6", "--threads", "1", "--out", _folder["run"]);

        Assert.True(code == 0, error);
        Assert.Contains("own names are the classes: 808s, Hisses, Wobbly Töms, claps (dry)", error, StringComparison.Ordinal);
        Assert.Contains("'808s': of its 16 sounds", error, StringComparison.Ordinal);
        Assert.Contains("validation accuracy", output, StringComparison.Ordinal);
        using IDrumClassifier classifier = DrumClassifier.FromFile(_folder["run/model.onnx"]);
        Assert.Equal(["808s", "Hisses", "Wobbly Töms", "claps (dry)"], classifier.Model.Labels);
        (string Label, AudioClip Clip)[] fresh = [.. Folders.SelectMany(folder => Enumerable.Range(200, 8).Select(number => (folder.Key, Draw(folder.Value, number))))];
        int right = fresh.Count(sound => classifier.Classify(sound.Clip.Samples, sound.Clip.SampleRate).Label == sound.Label);
        Assert.True(right >= 24, $"{right} of 32 synthesised sounds are right");
    }

    [Fact]
    public void A_training_from_a_model_begins_with_what_the_model_says()
    {
        Write(8);
        using IDrumClassifier classifier = DrumClassifier.Create(new() { IncludeEmbedding = true });
        StartingPoint start = StartingPoint.Load(StartingPoint.EmbeddedName);
        TrainingRecipe recipe = start.Adapt(RecipeCatalog.Get(RecipeCatalog.CompactName), architecture: null);
        Sound[] sounds = [.. DataSetReader.Read(_folder["sounds"])];
        TrainingSounds loaded = TrainingSounds.Load(sounds, recipe.FrontEnd, augmentation: null, () => { }, (_, error) => throw error, TestContext.Current.CancellationToken, SoundClasses.Of(sounds));
        using Network network = new(ArchitectureCatalog.Get(recipe.Architecture, recipe.FrontEnd.MelBands, recipe.FrontEnd.Frames, 6, KindCatalog.Get("drums").ClassOf));
        start.Load(network, loaded);

        Assert.Equal(Embeddings(training: false), classifier.ClassifyBatch([.. sounds.Select(sound => AudioDecoder.DecodeFile(sound.Path))], TestContext.Current.CancellationToken)
            .SelectMany(found => found.Embedding.ToArray()), (a, b) => Math.Abs(a - b) < 2e-3f);

        // While it trains, batch normalisation takes the statistics of the batch: nearly those that it began with.
        float[] still = Embeddings(training: false);
        float[] training = Embeddings(training: true);
        double apart = Math.Sqrt(still.Zip(training, (a, b) => Math.Pow(a - b, 2)).Average() / still.Average(value => value * value));
        Assert.True(apart < 1, $"in training the embeddings are {apart} of their length away");

        float[] Embeddings(bool training)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable noGrad = torch.no_grad();
            network.train(training);
            float[] inputs = [.. Enumerable.Range(0, loaded.Count).SelectMany(i => loaded.Clean(i).ToArray())];
            return network.ForwardWithEmbedding(torch.tensor(inputs, loaded.Count, 1, recipe.FrontEnd.MelBands, recipe.FrontEnd.Frames)).Embedding.data<float>().ToArray();
        }
    }

    [Fact]
    public void Few_sounds_get_more_epochs_a_shorter_average_and_the_best_epoch()
    {
        TrainingRecipe recipe = RecipeCatalog.Get(RecipeCatalog.FlagshipName);
        Assert.Same(recipe, RecipeScaling.Fit(recipe, 5000));
        TrainingRecipe few = RecipeScaling.Fit(recipe, 240);
        Assert.Equal((188, EpochChoice.LeastLoss), (few.Epochs, few.Keep));
        Assert.InRange(few.WeightAverageDecay, 0.98, 0.997);
        Assert.Equal(RecipeScaling.MostTimes * recipe.Epochs, RecipeScaling.Fit(recipe, 20).Epochs);
        Assert.Equal(recipe.Epochs, RecipeScaling.Fit(recipe, 240, mayAddEpochs: false).Epochs);
        Assert.Equal(EpochChoice.Last, RecipeScaling.Fit(recipe, 240, mayChoose: false).Keep);
        TrainingRecipe reference = RecipeCatalog.Get(RecipeCatalog.ReferenceName);
        Assert.Same(reference, RecipeScaling.Fit(reference, 10));
    }

    private static AudioClip Draw(string label, int number) => RandomDrums.Draw(label, new Random(number)).Settings.Render(SampleRate);

    private void Write(int count)
    {
        foreach ((string folder, string label) in Folders)
        {
            Directory.CreateDirectory(_folder[$"sounds/{folder}"]);
            for (int i = 0; i < count; i++)
            {
                WavFile.WriteNew(_folder[$"sounds/{folder}/{(char)('a' + i)}x.wav"], Draw(label, i));
            }
        }
    }
}
