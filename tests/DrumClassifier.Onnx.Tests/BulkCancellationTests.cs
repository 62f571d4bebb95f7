namespace DrumClassification.Tests;

/// <summary>How a sequence of results ends before its files do.</summary>
public sealed class BulkCancellationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_callers_own_token_still_ends_a_pipeline_that_died()
    {
        using CancellationTokenSource source = new();
        BulkPipeline broken = new(null!, null!, null!, null!, new DrumClassifierOptions());
        IEnumerable<string> Paths()
        {
            source.Cancel();
            yield return "kick.wav";
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await broken.RunAsync(Paths(), source.Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Cancelling_ends_the_enumeration_at_once_and_the_instance_stays_usable()
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 20);
        using IDrumClassifier classifier = new TestModel().Load(new() { BatchSize = 4 });
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        IEnumerable<string> endless = Enumerable.Repeat(paths, int.MaxValue).SelectMany(all => all);

        int taken = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (FileClassification _ in classifier.ClassifyFilesAsync(endless, cancel.Token))
            {
                if (++taken == 30)
                {
                    await cancel.CancelAsync();
                }
            }
        });

        Assert.Equal(30, taken);
        Assert.Equal(20, await classifier.ClassifyFilesAsync(paths, Token).CountAsync(Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_does_not_wait_for_a_step_that_hangs(bool keepOrder)
    {
        using TemporaryFolder folder = new();
        string path = TestSounds.WriteFiles(folder, 1)[0];
        using IDrumClassifier classifier = new TestModel().Load(new() { KeepOrder = keepOrder });
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using ManualResetEventSlim release = new();
        IEnumerable<string> Hanging()
        {
            yield return path;
            release.Wait(Token);
        }

        await using IAsyncEnumerator<FileClassification> results =
            classifier.ClassifyFilesAsync(Hanging(), cancel.Token).GetAsyncEnumerator(Token);
        Assert.True(await results.MoveNextAsync());
        ValueTask<bool> next = results.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.False(release.IsSet);
        release.Set();
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_reads_nothing()
    {
        using IDrumClassifier classifier = new TestModel().Load();
        bool read = false;
        IEnumerable<string> Paths()
        {
            read = true;
            yield return "a.wav";
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await classifier.ClassifyFilesAsync(Paths(), new CancellationToken(canceled: true)).CountAsync(Token));
        Assert.False(read);
    }

    [Fact]
    public async Task Disposing_during_the_enumeration_ends_it_with_an_error()
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 5);
        IDrumClassifier classifier = new TestModel().Load(new() { BatchSize = 2 });
        IEnumerable<string> endless = Enumerable.Repeat(paths, int.MaxValue).SelectMany(all => all);

        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (FileClassification _ in classifier.ClassifyFilesAsync(endless, Token))
            {
                classifier.Dispose();
            }
        });
    }
}
