namespace DrumClassification.Tests;

/// <summary>The queue that shares runs: its answers, its bounds and its end.</summary>
[Collection(HostingTests.Measured)]
public sealed class QueueTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task A_crowd_gets_the_classifiers_own_answers_in_runs_that_are_shared_where_that_was_asked_for(bool? share)
    {
        using TestHost host = new(options => (options.Queue.Capacity, options.Queue.ShareRuns) = (50, share));
        byte[][] sounds = [.. Enumerable.Range(0, 300).Select(TestHost.Wav)];

        Classification[] results = await Task.WhenAll(sounds.Select(wav => host.Queue.ClassifyAsync(new AsyncOnlyStream(wav), Token)));

        for (int i = 0; i < sounds.Length; i++)
        {
            Classification expected = host.Classifier.Classify(sounds[i]);
            Assert.Equal(expected.Label, results[i].Label);
            Assert.Equal(expected.Confidence, results[i].Confidence, 1e-4);
            Assert.Equal(expected.Duration, results[i].Duration);
        }

        int runs = host.Log.Count(entry => entry.Line.EndsWith("in one run", StringComparison.Ordinal));
        if (share == true)
        {
            Assert.InRange(runs, 1, sounds.Length - 1);
        }
        else
        {
            // This one is on the CPU.
            Assert.Equal(sounds.Length, runs);
        }

        Assert.Equal((0, 0), (host.Queue.Length, host.Queue.Waiting));
    }

    [Fact]
    public async Task Those_beyond_the_capacity_wait_unread_and_those_beyond_the_line_are_refused()
    {
        using TestHost host = new(options => (options.Queue.Capacity, options.Queue.MaxWaiting) = (1, 1));
        TaskCompletionSource bytes = new();
        byte[] wav = TestHost.Wav(1);
        Task<Classification> first = host.Queue.ClassifyAsync(new AsyncOnlyStream(wav) { BeforeRead = bytes.Task }, Token);
        ForwardOnlyStream unread = new(wav);
        Task<Classification> second = host.Queue.ClassifyAsync(unread, Token);

        Assert.Equal((1, 1), (host.Queue.Length, host.Queue.Waiting));
        await Assert.ThrowsAsync<QueueFullException>(() => host.Queue.ClassifyAsync(new MemoryStream(wav), Token));
        Assert.Equal(0, unread.BytesRead);
        bytes.SetResult();
        Assert.Equal(await first.WaitAsync(Long, Token), await second.WaitAsync(Long, Token));
    }

    [Fact]
    public async Task What_is_too_large_too_slow_or_no_sound_is_refused_and_harms_nobody()
    {
        byte[] wav = TestHost.Wav(1);
        using TestHost host = new(options => options.Queue.MaxEncodedBytes = wav.Length);
        ForwardOnlyStream large = new([.. wav, .. new byte[5000]]);

        Task<Classification> good = host.Queue.ClassifyAsync(new MemoryStream(wav), Token);
        await Assert.ThrowsAsync<SoundTooLargeException>(() => host.Queue.ClassifyAsync(large, Token));
        Assert.InRange(large.BytesRead, wav.Length, wav.Length + 1);
        using TestHost hasty = new(options => options.Queue.ReadTimeout = TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<SoundTooSlowException>(() => hasty.Queue.ClassifyAsync(new AsyncOnlyStream(wav) { BeforeRead = new TaskCompletionSource().Task }, Token));
        Assert.Equal((0, 0), (hasty.Queue.Length, hasty.Queue.Waiting));
        await Assert.ThrowsAsync<UnsupportedAudioException>(() => host.Queue.ClassifyAsync(new MemoryStream("no sound at all, just words"u8.ToArray()), Token));
        await Assert.ThrowsAsync<CorruptAudioException>(() => host.Queue.ClassifyAsync(new MemoryStream(), Token));
        Assert.Equal(host.Classifier.Classify(wav).Label, (await good).Label);
        Assert.Equal((0, 0), (host.Queue.Length, host.Queue.Waiting));
    }

    [Fact]
    public async Task A_caller_that_goes_leaves_its_place_whether_it_waits_or_reads()
    {
        using TestHost host = new(options => options.Queue.Capacity = 1);
        using CancellationTokenSource stop = new();
        AsyncOnlyStream silent = new([]) { BeforeRead = new TaskCompletionSource().Task };
        Task<Classification> reading = host.Queue.ClassifyAsync(silent, stop.Token);
        Task<Classification> waiting = host.Queue.ClassifyAsync(silent, stop.Token);
        Assert.Equal((1, 1), (host.Queue.Length, host.Queue.Waiting));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Long, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Long, Token));
        Assert.Equal((0, 0), (host.Queue.Length, host.Queue.Waiting));
        await host.Queue.ClassifyAsync(new MemoryStream(TestHost.Wav(1)), Token).WaitAsync(Long, Token);
    }

    [Fact]
    public async Task A_stream_that_fails_fails_its_own_call_only()
    {
        using TestHost host = new(options => options.Queue.Capacity = 1);

        await Assert.ThrowsAsync<IOException>(() => host.Queue.ClassifyAsync(new AsyncOnlyStream([]) { BeforeRead = Task.FromException(new IOException("gone")) }, Token));
        await host.Queue.ClassifyAsync(new MemoryStream(TestHost.Wav(1)), Token).WaitAsync(Long, Token);
    }

    [Fact]
    public async Task The_end_of_the_host_ends_the_calls_that_wait()
    {
        using TestHost host = new(options => options.Queue.Capacity = 1);
        DrumClassifierQueue queue = host.Queue;
        AsyncOnlyStream silent = new([]) { BeforeRead = new TaskCompletionSource().Task };
        Task<Classification>[] calls = [queue.ClassifyAsync(silent, Token), queue.ClassifyAsync(silent, Token)];

        host.App.Dispose();

        foreach (Task<Classification> call in calls)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(Long, Token));
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.ClassifyAsync(new MemoryStream(TestHost.Wav(1)), Token));
    }
}
