namespace DrumClassification.Tests;

/// <summary>Many clips in one call.</summary>
public sealed class BatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 16, 1)]
    [InlineData(37, 16, 1)]
    [InlineData(37, 5, 3)]
    [InlineData(64, 64, 2)]
    [InlineData(7, 1, 2)]
    public void Batch_and_single_calls_agree(int count, int batchSize, int workers)
    {
        using IDrumClassifier classifier = new TestModel().Load(new() { BatchSize = batchSize, Workers = workers, IncludeEmbedding = true });
        AudioClip[] clips = [.. Enumerable.Range(0, count).Select(TestSounds.Clip)];

        IReadOnlyList<Classification> batch = classifier.ClassifyBatch(clips, Token);

        Assert.Equal(count, batch.Count);
        for (int i = 0; i < count; i++)
        {
            Classification single = classifier.Classify(clips[i].Samples, clips[i].SampleRate);
            Assert.Equal(single.Label, batch[i].Label);
            Assert.Equal(single.Duration, batch[i].Duration);
            Assert.All(single.Probabilities, (entry, label) => Assert.Equal(entry.Probability, batch[i].Probabilities[label].Probability, 1e-5));
            Assert.All(single.Embedding.ToArray(), (value, k) => Assert.Equal(value, batch[i].Embedding.Span[k], 1e-4));
        }
    }

    [Fact]
    public void Batch_and_single_calls_of_the_embedded_model_agree()
    {
        using IDrumClassifier classifier = DrumClassifier.Create(new() { BatchSize = 8, Workers = 2 });
        AudioClip[] clips = [.. Enumerable.Range(0, 20).Select(TestSounds.Clip)];

        IReadOnlyList<Classification> batch = classifier.ClassifyBatch(clips, Token);

        for (int i = 0; i < clips.Length; i++)
        {
            Classification single = classifier.Classify(clips[i].Samples, clips[i].SampleRate);
            Assert.All(single.Probabilities, (entry, label) => Assert.Equal(entry.Probability, batch[i].Probabilities[label].Probability, 1e-5));
        }
    }

    [Fact]
    public void Nothing_in_gives_nothing_out()
    {
        using IDrumClassifier classifier = new TestModel().Load();
        Assert.Empty(classifier.ClassifyBatch([], Token));
    }

    [Fact]
    public void An_empty_or_missing_clip_is_named()
    {
        using IDrumClassifier classifier = new TestModel().Load();
        Assert.Contains(
            "Clip 1 is empty",
            Assert.Throws<ArgumentException>(() => classifier.ClassifyBatch([TestSounds.Clip(0), new AudioClip([], 44100)], Token)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Clip 0 is null",
            Assert.Throws<ArgumentException>(() => classifier.ClassifyBatch([null!], Token)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_ends_the_call()
    {
        using IDrumClassifier classifier = new TestModel().Load();
        AudioClip[] clips = [.. Enumerable.Range(0, 40).Select(TestSounds.Clip)];
        Assert.ThrowsAny<OperationCanceledException>(() => classifier.ClassifyBatch(clips, new CancellationToken(canceled: true)));
        Assert.Equal(40, classifier.ClassifyBatch(clips, Token).Count);
    }

    [Fact]
    public void Cancellation_in_the_middle_leaves_the_rest_alone()
    {
        const int Count = 2000;
        const int Workers = 3;
        using IDrumClassifier classifier = new TestModel().Load(new() { BatchSize = 500, Workers = Workers });
        using CancellationTokenSource cancel = new();
        int prepared = 0;

        // The call looks at every clip when it checks them, and once more when it comes to it.
        WatchedList clips = new(TestSounds.Clip(0), Count, looks =>
        {
            if (looks <= 2 * Count)
            {
                return;
            }

            switch (Interlocked.Increment(ref prepared))
            {
                case 50:
                    cancel.Cancel();
                    break;
                case > 50:
                    // The system may take the processor from the one that cancels just before it does.
                    cancel.Token.WaitHandle.WaitOne();
                    break;
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => classifier.ClassifyBatch(clips, cancel.Token));
        Assert.InRange(prepared, 50, 50 + Workers);
    }

    [Fact]
    public void A_clip_that_is_none_throws_its_own_exception_from_any_worker()
    {
        using IDrumClassifier classifier = new TestModel().Load(new() { Workers = 4, BatchSize = 2 });
        AudioClip[] clips = [.. Enumerable.Range(0, 20).Select(TestSounds.Clip)];
        clips[11] = new AudioClip([0.5f, 0], AudioClip.MaxSampleRate + 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.ClassifyBatch(clips, Token));
    }

    /// <summary>The same clip many times, and a word each time someone looks at one.</summary>
    private sealed class WatchedList(AudioClip clip, int count, Action<int> onLook) : IReadOnlyList<AudioClip>
    {
        private int _looks;

        public int Count => count;

        public AudioClip this[int index]
        {
            get
            {
                onLook(Interlocked.Increment(ref _looks));
                return clip;
            }
        }

        public IEnumerator<AudioClip> GetEnumerator() => Enumerable.Repeat(clip, count).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
