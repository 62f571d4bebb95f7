namespace DrumClassification.Tests;

public sealed class KindTests
{
    private static readonly ModelKind[] Kinds =
    [
        new("kick", "kick"), new("closed_hat", "hat"), new("open_hat", "hat"), new("snare", "snare"), new("crash", "cymbal"), new("tom", "tom"), new("clap", "clap"),
        new("cowbell", null), new("rim", null),
    ];

    private static readonly float[] Samples = Tones.Decaying(200, 16000, 0.3);

    [Fact]
    public void A_model_without_kinds_names_none()
    {
        using IDrumClassifier classifier = new TestModel().Load();

        Assert.Null(classifier.Classify(Samples, 16000).Kind);
        Assert.Empty(classifier.Model.Kinds);
    }

    [Fact]
    public void The_probability_of_the_kind_is_calibrated_with_a_temperature_of_its_own()
    {
        // One kind each: odds of e² between the best and any other.
        ModelKind[] kinds = [.. DrumLabels.All.Select(label => new ModelKind(label, label))];
        float[] scores = [2, 2, 2, 2, 2, 2];
        TestModel model = new() { Kinds = kinds, KindScores = scores, Calibration = new() { Temperature = 3, KindTemperature = 0.5f, KindUncertainBelow = 0.2f } };
        using IDrumClassifier classifier = model.Load();

        Classification answer = classifier.Classify(Samples, 16000);

        SoundKind kind = Assert.NotNull(answer.Kind);
        Assert.Equal(answer.Label, kind.Label);
        Assert.Equal(1f / 6, kind.Probability, 1e-6);
        Assert.True(kind.IsUncertain);
        Assert.Equal($"{answer.Label} 17 % (uncertain)", kind.ToString());
    }

    [Theory]
    [InlineData(0.1, 0.05, "own", "the best of the answer's class")]
    [InlineData(2.5, 0.5, "cowbell", "no class is more probable than the answer's")]
    [InlineData(0.5, 2.5, "rim", "the best of no class")]
    public void The_kind_is_of_the_answers_class_unless_no_class_is_more_probable(double cowbell, double rim, string expected, string why)
    {
        // Every kind of a class weighs 1, hats 0.5 each, before what is none of them.
        double[] weights = [1, 0.6, 0.4, 1, 1, 1, 1, cowbell, rim];
        using IDrumClassifier classifier = new TestModel { Kinds = Kinds, KindScores = [.. weights.Select(weight => (float)Math.Log(weight))] }.Load();

        Classification answer = classifier.Classify(Samples, 16000);

        SoundKind kind = Assert.NotNull(answer.Kind);
        ModelKind own = Kinds.First(k => k.Label == answer.Label);
        Assert.True((expected == "own" ? own : Kinds.Single(k => k.Name == expected)) == new ModelKind(kind.Name, kind.Label), why);
        Assert.Equal(weights[Array.FindIndex(Kinds, k => k.Name == kind.Name)] / weights.Sum(), kind.Probability, 1e-5);
    }

    [Fact]
    public void Single_calls_batches_and_files_name_the_same_kinds()
    {
        using IDrumClassifier classifier = new TestModel { Kinds = Kinds }.Load(new() { BatchSize = 3, Workers = 2 });
        AudioClip[] clips = [.. Enumerable.Range(0, 10).Select(i => new AudioClip(Tones.Decaying(100 + (150 * i), 16000, 0.3), 16000))];

        SoundKind?[] single = [.. clips.Select(clip => classifier.Classify(clip.Samples, 16000).Kind)];
        SoundKind?[] batch = [.. classifier.ClassifyBatch(clips, TestContext.Current.CancellationToken).Select(answer => answer.Kind)];

        Assert.Equal(single.Select(kind => kind!.Value.Name), batch.Select(kind => kind!.Value.Name));
        Assert.All(single.Zip(batch), pair => Assert.Equal(pair.First!.Value.Probability, pair.Second!.Value.Probability, 1e-5));
        Assert.True(single.Distinct().Count() > 3, "the sounds must differ");
    }

    [Theory]
    [InlineData(4, "kinds")]
    [InlineData(0, "no output 'kinds'")]
    public void A_graph_that_does_not_have_the_kinds_of_its_manifest_is_refused(int inGraph, string named)
    {
        InvalidModelException error = Assert.Throws<InvalidModelException>(() => new TestModel { Kinds = Kinds, GraphKinds = inGraph }.Load());

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
