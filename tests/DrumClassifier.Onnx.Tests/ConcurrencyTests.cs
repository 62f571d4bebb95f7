namespace DrumClassification.Tests;

/// <summary>One instance under many threads, and what a call costs.</summary>
[Collection(nameof(RunsAlone))]
public sealed class ConcurrencyTests
{
    private const int Sounds = 50;

    [Fact]
    public async Task Eight_threads_give_exactly_the_sequential_results()
    {
        using IDrumClassifier classifier = new TestModel().Load();
        float[][] sounds = [.. Enumerable.Range(0, Sounds).Select(i => TestSounds.Make(i)[..2000])];
        Classification[] expected = [.. sounds.Select(sound => classifier.Classify(sound, TestSounds.SampleRate))];
        Assert.True(expected.Select(result => result.Label).Distinct().Count() >= 3);

        using Barrier start = new(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (int call = 0; call < 2000; call++)
                {
                    int sound = (call + (thread * 7)) % Sounds;
                    Classification result = classifier.Classify(sounds[sound], TestSounds.SampleRate);
                    Assert.Equal(expected[sound].Label, result.Label);
                    Assert.Equal(expected[sound].Probabilities, result.Probabilities);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }

    [Fact]
    public async Task Disposing_under_running_calls_ends_them_cleanly()
    {
        float[] sound = TestSounds.Make(0);
        for (int round = 0; round < 10; round++)
        {
            IDrumClassifier classifier = new TestModel().Load();
            Classification expected = classifier.Classify(sound, TestSounds.SampleRate);
            int done = 0;
            Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (true)
                {
                    try
                    {
                        Assert.Equal(expected.Probabilities, classifier.Classify(sound, TestSounds.SampleRate).Probabilities);
                        Interlocked.Increment(ref done);
                    }
                    catch (ObjectDisposedException)
                    {
                        return;
                    }
                }
            }))];
            SpinWait.SpinUntil(() => Volatile.Read(ref done) > 8, TimeSpan.FromSeconds(30));
            classifier.Dispose();
            await Task.WhenAll(callers);
            Assert.True(done > 8);
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void A_call_into_the_callers_buffers_allocates_nothing(int channels, bool embedded)
    {
        using IDrumClassifier classifier = embedded ? DrumClassifier.Create() : new TestModel().Load();
        float[] samples = TestSounds.Make(5);
        samples = samples[..(samples.Length / 2 * 2)];
        float[] probabilities = new float[6];
        float[] embedding = new float[classifier.Model.EmbeddingLength];
        for (int i = 0; i < 50; i++)
        {
            classifier.ClassifyInto(samples, TestSounds.SampleRate, probabilities, embedding, channels);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 300; i++)
        {
            classifier.ClassifyInto(samples, TestSounds.SampleRate, probabilities, embedding, channels);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
