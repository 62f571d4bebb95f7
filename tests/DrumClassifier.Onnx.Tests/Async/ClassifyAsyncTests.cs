using System.Collections.Concurrent;

namespace DrumClassification.Tests;

/// <summary>The asynchronous calls, and what a stream that cannot be read synchronously makes of the others.</summary>
public sealed class ClassifyAsyncTests : IDisposable
{
    private readonly IDrumClassifier _classifier = new TestModel().Load(new() { MaxConcurrentDecodes = 1 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _classifier.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1 << 20)]
    public async Task A_stream_that_refuses_synchronous_reads_gives_what_its_bytes_give(int bytesAtATime)
    {
        byte[] wav = TestSounds.Wav(1);

        Assert.Equal(_classifier.Classify(wav), await _classifier.ClassifyAsync(new AsyncOnlyStream(wav, bytesAtATime), Token));
    }

    [Fact]
    public async Task A_sound_larger_than_the_first_block_and_any_stream_path_or_memory_give_the_same()
    {
        using TemporaryFolder folder = new();
        float[] samples = new float[1_000_000];
        TestSounds.Make(2).CopyTo(samples, 0);
        byte[] wav = WavWriter.ToBytes(samples, TestSounds.SampleRate, 1, WavEncoding.Ieee32);
        await File.WriteAllBytesAsync(folder["a.wav"], wav, Token);
        Classification expected = _classifier.Classify(folder["a.wav"]);

        Assert.Equal(expected, _classifier.Classify(wav));
        Assert.Equal(expected, _classifier.Classify(new MemoryStream(wav)));
        Assert.Equal(expected, await _classifier.ClassifyAsync(folder["a.wav"], Token));
        Assert.Equal(expected, await _classifier.ClassifyAsync(wav, Token));
        Assert.Equal(expected, await _classifier.ClassifyAsync(new MemoryStream(wav), Token));
        Assert.Equal(expected, await _classifier.ClassifyAsync(new ForwardOnlyStream(wav), Token));
        Assert.Equal(expected, await _classifier.ClassifyAsync(new AsyncOnlyStream(wav, 1 << 16), Token));
    }

    [Fact]
    public void A_synchronous_call_on_such_a_stream_says_what_to_do()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => _classifier.Classify(new AsyncOnlyStream(TestSounds.Wav(1))));

        Assert.Contains("ClassifyAsync", exception.Message, StringComparison.Ordinal);
        Assert.Equal("Synchronous operations are disallowed.", exception.InnerException!.Message);
    }

    [Fact]
    public async Task Waiting_for_the_result_on_a_thread_with_a_message_loop_does_not_deadlock()
    {
        byte[] wav = TestSounds.Wav(3);
        TaskCompletionSource<Classification> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread user = new(() =>
        {
            // Whatever is posted here is run by nobody, as while a user interface's thread waits.
            SynchronizationContext.SetSynchronizationContext(new DeafContext());
            try
            {
#pragma warning disable xUnit1031 // The blocking wait is what this is about.
                result.SetResult(_classifier.ClassifyAsync(new AsyncOnlyStream(wav)).GetAwaiter().GetResult());
#pragma warning restore xUnit1031
            }
            catch (Exception exception)
            {
                result.SetException(exception);
            }
        });
        user.Start();

        Assert.Equal(_classifier.Classify(wav), await result.Task.WaitAsync(TimeSpan.FromMinutes(2), Token));
    }

    [Fact]
    public async Task A_stream_that_waits_for_its_bytes_keeps_nobody_from_decoding()
    {
        TaskCompletionSource bytes = new();
        byte[] wav = TestSounds.Wav(4);
        Task<Classification> slow = _classifier.ClassifyAsync(new AsyncOnlyStream(wav) { BeforeRead = bytes.Task }, Token);

        Classification other = await _classifier.ClassifyAsync(wav, Token).WaitAsync(TimeSpan.FromMinutes(2), Token);
        Assert.False(slow.IsCompleted);
        bytes.SetResult();
        Assert.Equal(other, await slow);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_bytes_and_a_cancelled_token_starts_nothing()
    {
        using CancellationTokenSource stop = new();
        Task<Classification> waiting = _classifier.ClassifyAsync(new AsyncOnlyStream([]) { BeforeRead = new TaskCompletionSource().Task }, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromMinutes(2), Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _classifier.ClassifyAsync(TestSounds.Wav(1), stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _classifier.ClassifyAsync("none.wav", stop.Token));
        Assert.Equal(_classifier.Classify(TestSounds.Wav(1)), await _classifier.ClassifyAsync(TestSounds.Wav(1), Token));
    }

    [Fact]
    public async Task Errors_come_out_of_the_task_as_they_come_out_of_the_call()
    {
        await Assert.ThrowsAsync<CorruptAudioException>(() => _classifier.ClassifyAsync(ReadOnlyMemory<byte>.Empty, Token));
        await Assert.ThrowsAsync<CorruptAudioException>(() => _classifier.ClassifyAsync(new AsyncOnlyStream([]), Token));
        await Assert.ThrowsAsync<UnsupportedAudioException>(() => _classifier.ClassifyAsync("no sound at all, just words"u8.ToArray(), Token));
        DrumClassifierException missing = await Assert.ThrowsAnyAsync<DrumClassifierException>(() => _classifier.ClassifyAsync("none.wav", Token));
        Assert.Equal("none.wav", missing.Path);
        Assert.Throws<CorruptAudioException>(() => _classifier.Classify(ReadOnlySpan<byte>.Empty));
    }

    [Fact]
    public async Task After_disposal_every_call_says_so()
    {
        IDrumClassifier classifier = new TestModel().Load();
        classifier.Dispose();
        byte[] wav = TestSounds.Wav(1);

        Assert.Throws<ObjectDisposedException>(() => classifier.Classify(wav));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => classifier.ClassifyAsync(wav, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => classifier.ClassifyAsync(new MemoryStream(wav), Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => classifier.ClassifyAsync("none.wav", Token));
    }

    [Fact]
    public async Task Any_number_of_calls_at_once_get_their_own_answers()
    {
        byte[][] sounds = [.. Enumerable.Range(0, 64).Select(TestSounds.Wav)];

        Classification[] results = await Task.WhenAll(sounds.Select(wav => _classifier.ClassifyAsync(new AsyncOnlyStream(wav), Token)));

        Assert.Equal(sounds.Select(wav => _classifier.Classify(wav)), results);
    }

    private sealed class DeafContext : SynchronizationContext
    {
        private readonly ConcurrentQueue<SendOrPostCallback> _posted = new();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue(d);
    }
}
