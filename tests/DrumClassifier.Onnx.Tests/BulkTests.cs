namespace DrumClassification.Tests;

/// <summary>Many files as an asynchronous sequence.</summary>
public sealed class BulkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(16, 0)]
    [InlineData(4, 3)]
    [InlineData(1, 1)]
    [InlineData(500, 2)]
    public async Task Results_come_in_input_order_and_agree_with_single_calls(int batchSize, int workers)
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 70);
        using IDrumClassifier classifier = new TestModel().Load(new() { BatchSize = batchSize, Workers = workers });

        List<FileClassification> results = await classifier.ClassifyFilesAsync(paths, Token).ToListAsync(Token);

        Assert.Equal(paths, results.Select(result => result.Path));
        for (int i = 0; i < paths.Length; i++)
        {
            Assert.Null(results[i].Error);
            Classification single = classifier.Classify(paths[i]);
            Assert.Equal(single.Label, results[i].Classification!.Label);
            Assert.Equal(single.Confidence, results[i].Classification!.Confidence, 1e-5);
            Assert.Equal(single.Duration, results[i].Classification!.Duration);
        }
    }

    [Fact]
    public async Task Without_order_every_file_still_has_one_result()
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 100);
        using IDrumClassifier classifier = new TestModel().Load(new() { KeepOrder = false, Workers = 4, BatchSize = 7 });

        List<FileClassification> results = await classifier.ClassifyFilesAsync([.. paths, folder["none.wav"]], Token).ToListAsync(Token);

        Assert.Equal([.. paths.Append(folder["none.wav"]).Order()], results.Select(result => result.Path).Order());
        Assert.Equal(folder["none.wav"], Assert.Single(results, result => result.Error is not null).Path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_that_dies_ends_the_enumeration_with_what_killed_it(bool keepOrder)
    {
        // Without its parts the pipeline fails outside any file's own handling, as it does where no memory is left for a buffer.
        BulkPipeline broken = new(null!, null!, null!, null!, new DrumClassifierOptions { KeepOrder = keepOrder, Workers = 3, BatchSize = 4 });
        IEnumerable<string> paths = Enumerable.Range(0, 1000).Select(i => $"{i}.wav");
        await Assert.ThrowsAsync<NullReferenceException>(async () => await broken.RunAsync(paths, Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_files_failure_is_its_result_and_names_it(bool keepOrder)
    {
        using TemporaryFolder folder = new();
        string[] good = TestSounds.WriteFiles(folder, 3);
        File.WriteAllText(folder["text.wav"], "This is no sound.");
        File.WriteAllBytes(folder["empty.wav"], []);
        Directory.CreateDirectory(folder["folder.wav"]);
        string[] paths = [good[0], folder["missing.wav"], folder["folder.wav"], good[1], folder["text.wav"], folder["empty.wav"], "", good[2]];
        using IDrumClassifier classifier = new TestModel().Load(new() { KeepOrder = keepOrder });

        Dictionary<string, FileClassification> results = await classifier.ClassifyFilesAsync(paths, Token)
            .ToDictionaryAsync(result => result.Path, cancellationToken: Token);

        Assert.Equal(paths.Length, results.Count);
        foreach (string path in paths)
        {
            bool isGood = good.Contains(path);
            Assert.Equal(isGood, results[path].Classification is not null);
            Assert.Equal(isGood, results[path].Error is null);
            if (!isGood)
            {
                Assert.Contains(path, results[path].Error!.Message, StringComparison.Ordinal);
                Assert.Equal(path, results[path].Error!.Path);
            }
        }
    }

    [Fact]
    public async Task An_endless_sequence_is_read_only_as_far_as_needed()
    {
        using TemporaryFolder folder = new();
        string path = TestSounds.WriteFiles(folder, 1)[0];
        using IDrumClassifier classifier = new TestModel().Load(new() { BatchSize = 8, Workers = 2 });
        int asked = 0;
        IEnumerable<string> Endless()
        {
            while (true)
            {
                Interlocked.Increment(ref asked);
                yield return path;
            }
        }

        int taken = 0;
        await foreach (FileClassification result in classifier.ClassifyFilesAsync(Endless(), Token))
        {
            Assert.Null(result.Error);
            Assert.InRange(Volatile.Read(ref asked), taken + 1, taken + 1 + 20 + 1);
            if (++taken == 200)
            {
                break;
            }
        }

        Assert.Equal(200, taken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_of_the_callers_sequence_comes_back_after_what_was_read(bool keepOrder)
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 3);
        using IDrumClassifier classifier = new TestModel().Load(new() { KeepOrder = keepOrder });
        IEnumerable<string> Broken()
        {
            foreach (string path in paths)
            {
                yield return path;
            }

            throw new InvalidTimeZoneException("the caller's own");
        }

        int taken = 0;
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () =>
        {
            await foreach (FileClassification _ in classifier.ClassifyFilesAsync(Broken(), Token))
            {
                taken++;
            }
        });
        Assert.Equal(3, taken);
    }

    [Fact]
    public async Task No_paths_give_no_results()
    {
        using IDrumClassifier classifier = new TestModel().Load();
        Assert.Equal(0, await classifier.ClassifyFilesAsync([], Token).CountAsync(Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_sequence_can_be_enumerated_again_and_twice_at_once(bool keepOrder)
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 9);
        using IDrumClassifier classifier = new TestModel().Load(new() { KeepOrder = keepOrder, BatchSize = 2 });
        IAsyncEnumerable<FileClassification> sequence = classifier.ClassifyFilesAsync(paths, Token);

        Assert.Equal(paths.Length, await sequence.CountAsync(Token));
        Assert.Equal(paths, (await sequence.ToListAsync(Token)).Select(file => file.Path).Order());
        int[] atOnce = await Task.WhenAll(sequence.CountAsync(Token).AsTask(), sequence.CountAsync(Token).AsTask());
        Assert.Equal([paths.Length, paths.Length], atOnce);

        await foreach (FileClassification _ in sequence)
        {
            break;
        }

        Assert.Equal(paths.Length, await sequence.CountAsync(Token));
    }
}
