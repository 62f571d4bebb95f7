namespace DrumClassification.Tests;

/// <summary>Sounds that are classified together: the stage of <see cref="TestNeighbours"/> makes corrections that can be told beforehand.</summary>
public sealed class TogetherTests
{
    private static readonly ModelKind[] Kinds = [.. DrumLabels.All.Select(label => new ModelKind($"a_{label}", label)), new("cowbell", null)];

    private static readonly TestModel Model = new() { Kinds = Kinds, Neighbours = new() };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void One_sound_alone_is_answered_as_without_neighbours()
    {
        using IDrumClassifier classifier = Model.Load(new() { IncludeEmbedding = true, IncludeKindProbabilities = true });
        AudioClip[] clips = Clips(1);

        Same(classifier.ClassifyBatch(clips, Token)[0], classifier.ClassifyTogether(clips, Token)[0]);
    }

    [Fact]
    public void Corrections_are_added_to_the_logarithms_of_the_probabilities()
    {
        using IDrumClassifier classifier = Model.Load();
        AudioClip[] clips = Clips(5);
        IReadOnlyList<Classification> alone = classifier.ClassifyBatch(clips, Token);
        double[] mean = [.. DrumLabels.All.Select((_, c) => alone.Average(sound => Math.Log(sound.Probabilities[c].Probability)))];

        IReadOnlyList<Classification> together = classifier.ClassifyTogether(clips, Token);

        for (int i = 0; i < clips.Length; i++)
        {
            double[] expected = [.. alone[i].Probabilities.Select((p, c) => p.Probability * Math.Exp(0.5 * mean[c]))];
            double sum = expected.Sum();
            Assert.All(together[i].Probabilities.Index(), p => Assert.Equal(expected[p.Index] / sum, p.Item.Probability, 1e-5));
            Assert.Equal(together[i].Probabilities.MaxBy(p => p.Probability), new LabelProbability(together[i].Label, together[i].Confidence));
            Assert.NotEqual(alone[i].Confidence, together[i].Confidence);
            Assert.Equal(together[i].Label, together[i].Kind!.Value.Label ?? together[i].Label);
            Assert.True(together[i].Embedding.IsEmpty && together[i].KindProbabilities.IsEmpty);
        }
    }

    [Fact]
    public void What_becomes_more_confident_is_no_longer_uncertain()
    {
        TestModel model = Model with { Neighbours = new() { Strength = 300 }, Calibration = new() { UncertainBelow = 0.9f } };
        using IDrumClassifier classifier = model.Load();
        AudioClip[] clips = Clips(4);
        Assert.Contains(classifier.ClassifyBatch(clips, Token), sound => sound.Reason == UncertainReason.LowConfidence);

        IReadOnlyList<Classification> together = classifier.ClassifyTogether(clips, Token);

        Assert.All(together, sound => Assert.Equal(sound.Confidence < 0.9f, sound.IsUncertain));
        Assert.Contains(together, sound => sound.Reason == UncertainReason.None);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(300)]
    public void The_order_does_not_matter(int count)
    {
        using IDrumClassifier classifier = Model.Load();
        AudioClip[] clips = Clips(count);
        int[] shuffled = [.. Enumerable.Range(0, count)];
        new Random(3).Shuffle(shuffled);

        IReadOnlyList<Classification> inOrder = classifier.ClassifyTogether(clips, Token);
        IReadOnlyList<Classification> mixed = classifier.ClassifyTogether([.. shuffled.Select(i => clips[i])], Token);

        Assert.All(shuffled.Index(), place => Same(inOrder[place.Item], mixed[place.Index]));
    }

    [Fact]
    public void Silence_takes_no_part()
    {
        using IDrumClassifier classifier = Model.Load();
        AudioClip[] clips = Clips(4);
        AudioClip silence = new(new float[4000], 16000);

        IReadOnlyList<Classification> without = classifier.ClassifyTogether(clips, Token);
        IReadOnlyList<Classification> with = classifier.ClassifyTogether([.. clips, silence], Token);

        Assert.All(without.Index(), sound => Same(sound.Item, with[sound.Index]));
        Assert.Equal(UncertainReason.Silent, with[4].Reason);
        Same(classifier.ClassifyBatch([silence], Token)[0], with[4]);
    }

    [Fact]
    public void A_model_without_a_stage_classifies_each_for_itself()
    {
        using IDrumClassifier classifier = new TestModel().Load();
        AudioClip[] clips = Clips(3);

        Assert.False(classifier.Model.HasNeighbours);
        Assert.All(classifier.ClassifyBatch(clips, Token).Zip(classifier.ClassifyTogether(clips, Token)), pair => Same(pair.First, pair.Second));
    }

    [Fact]
    public void Nothing_together_is_nothing_and_bad_clips_are_named()
    {
        using IDrumClassifier classifier = Model.Load();

        Assert.True(classifier.Model.HasNeighbours);
        Assert.Empty(classifier.ClassifyTogether([], Token));
        Assert.Contains("Clip 1 is null", Assert.Throws<ArgumentException>(() => classifier.ClassifyTogether([Clips(1)[0], null!], Token)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<OperationCanceledException>(() => classifier.ClassifyTogether(Clips(3), new CancellationToken(true)));
    }

    internal static AudioClip[] Clips(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new AudioClip(Tones.Decaying(60 + (37 * (i % 90)), 16000, 0.1 + (0.002 * (i % 100))), 16000))];

    internal static void Same(Classification expected, Classification actual)
    {
        Assert.Equal(expected.Label, actual.Label);
        Assert.Equal(expected.Reason, actual.Reason);
        Assert.Equal(expected.Kind?.Name, actual.Kind?.Name);
        Assert.All(expected.Probabilities.Zip(actual.Probabilities), pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 2e-5));
    }
}
