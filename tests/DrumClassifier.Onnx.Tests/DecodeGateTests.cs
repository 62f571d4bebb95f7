namespace DrumClassification.Tests;

/// <summary>How many sounds are decoded at the same time.</summary>
public sealed class DecodeGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_sounds_are_decoded_at_once_than_the_option_says(int most)
    {
        using IDrumClassifier classifier = new TestModel().Load(new() { MaxConcurrentDecodes = most });
        using CountingStream.Counter counter = new(most);

        Classification[] results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Factory.StartNew(
            () => classifier.Classify(new CountingStream(TestSounds.Wav(i), counter)), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(12, results.Length);
        Assert.Equal(most, counter.Most);
    }

    [Fact]
    public async Task A_file_that_cannot_be_decoded_leaves_its_place()
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 3);
        using IDrumClassifier classifier = new TestModel().Load(new() { MaxConcurrentDecodes = 1, Workers = 4 });
        for (int i = 0; i < 3; i++)
        {
            Assert.ThrowsAny<DrumClassifierException>(() => classifier.Classify(folder["none.wav"]));
        }

        Assert.Equal(6, await classifier.ClassifyFilesAsync([folder["none.wav"], .. paths, folder["none.wav"], paths[0]], Token).CountAsync(Token));
        Assert.NotNull(classifier.Classify(paths[1]));
    }

    [Fact]
    public async Task Cancelling_an_enumeration_does_not_wait_for_a_place()
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 3);
        using IDrumClassifier classifier = new TestModel().Load(new() { MaxConcurrentDecodes = 1 });
        using HangingStream hanging = new(TestSounds.Wav(1));
        Task<Classification> first = Task.Factory.StartNew(() => classifier.Classify(hanging), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        hanging.WaitUntilRead();
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        cancel.CancelAfter(100);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await classifier.ClassifyFilesAsync(paths, cancel.Token).CountAsync(Token));

        hanging.Release();
        await first;
        Assert.Equal(3, await classifier.ClassifyFilesAsync(paths, Token).CountAsync(Token));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    public void A_number_out_of_range_is_named(int number) => Assert.Contains(
        nameof(DrumClassifierOptions.MaxConcurrentDecodes),
        Assert.Throws<ArgumentException>(new DrumClassifierOptions { MaxConcurrentDecodes = number }.Validate).Message,
        StringComparison.Ordinal);

    /// <summary>Counts how many of its kind are between their first read and their last.</summary>
    private sealed class CountingStream(byte[] bytes, CountingStream.Counter counter) : MemoryStream(bytes)
    {
        private bool _begun;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (!_begun)
            {
                _begun = true;
                counter.Begin();
                Thread.Sleep(30);
                counter.End();
            }

            return base.Read(buffer, offset, count);
        }

        /// <summary>Holds those that came first until as many are there as may be.</summary>
        internal sealed class Counter(int expected) : IDisposable
        {
            private readonly Lock _lock = new();
            private readonly ManualResetEventSlim _reached = new();
            private int _now;

            public int Most { get; private set; }

            public void Begin()
            {
                lock (_lock)
                {
                    Most = Math.Max(Most, ++_now);
                    if (Most >= expected)
                    {
                        _reached.Set();
                    }
                }

                _reached.Wait(TimeSpan.FromSeconds(30), Token);
            }

            public void End()
            {
                lock (_lock)
                {
                    _now--;
                }
            }

            public void Dispose() => _reached.Dispose();
        }
    }

    private sealed class HangingStream(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly ManualResetEventSlim _read = new();
        private readonly ManualResetEventSlim _release = new();

        public void WaitUntilRead() => _read.Wait(Token);

        public void Release() => _release.Set();

        public override int Read(byte[] buffer, int offset, int count)
        {
            _read.Set();
            _release.Wait(Token);
            return base.Read(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            _release.Set();
            base.Dispose(disposing);
        }
    }
}
