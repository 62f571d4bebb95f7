namespace DrumClassification.Tests;

/// <summary>Runs alone, so that the process's memory is this class's doing.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;

/// <summary>Managed and native memory stay flat however long the process lives.</summary>
[Collection(nameof(RunsAlone))]
public sealed class MemoryTests
{
    private const long MostGrowth = 20_000_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_hundred_thousand_calls_leave_memory_flat()
    {
        using IDrumClassifier classifier = new TestModel().Load(new() { IncludeEmbedding = true });
        float[][] sounds = [.. Enumerable.Range(0, 20).Select(i => TestSounds.Make(i)[..1000])];
        byte[][] files = [.. sounds.Select(sound => WavWriter.ToBytes(sound, TestSounds.SampleRate))];

        // Without a limit a busy machine makes more and more threads, and each keeps buffers of its own.
        ParallelOptions oneForEachCore = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        AssertFlat(rounds: 10, warmUpRounds: 2, () => Parallel.For(0, 10_000, oneForEachCore, call =>
        {
            int sound = call % sounds.Length;
            if (call % 4 == 0)
            {
                using MemoryStream stream = new(files[sound]);
                classifier.Classify(stream);
            }
            else
            {
                classifier.Classify(sounds[sound], TestSounds.SampleRate);
            }
        }));
    }

    [Fact]
    public void Classifiers_that_come_and_go_leave_memory_flat()
    {
        byte[] model = new TestModel().ToBytes();
        float[] sound = TestSounds.Make(1)[..1000];
        AssertFlat(rounds: 5, warmUpRounds: 2, () =>
        {
            for (int i = 0; i < 40; i++)
            {
                using MemoryStream stream = new(model);
                using IDrumClassifier classifier = DrumClassifier.FromStream(stream);
                classifier.Classify(sound, TestSounds.SampleRate);
            }
        });
    }

    [Fact]
    public async Task Cancelled_enumerations_and_batches_leave_no_file_open_and_memory_flat()
    {
        using TemporaryFolder folder = new();
        string[] paths = TestSounds.WriteFiles(folder, 20);
        AudioClip[] clips = [.. Enumerable.Range(0, 50).Select(TestSounds.Clip)];
        using IDrumClassifier classifier = new TestModel().Load(new() { BatchSize = 4 });

        await AssertFlatAsync(rounds: 5, warmUpRounds: 2, async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
                IEnumerable<string> endless = Enumerable.Repeat(paths, int.MaxValue).SelectMany(all => all);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                {
                    await foreach (FileClassification _ in classifier.ClassifyFilesAsync(endless, cancel.Token))
                    {
                        await cancel.CancelAsync();
                    }
                });

                using CancellationTokenSource later = new();
                Task<IReadOnlyList<Classification>> batch = Task.Run(() => classifier.ClassifyBatch(clips, later.Token), Token);
                await later.CancelAsync();
                await Task.WhenAny(batch);
                Assert.True(batch.IsCompletedSuccessfully || batch.Exception?.InnerException is null or OperationCanceledException);
            }
        });

        if (OperatingSystem.IsLinux())
        {
            // The workers of the last enumeration may still be at their last file.
            Assert.True(SpinWait.SpinUntil(() => OpenFiles(folder.Path) == 0, TimeSpan.FromSeconds(30)), "a sound is still open");
        }
    }

    private static int OpenFiles(string folder) =>
        Directory.EnumerateFiles("/proc/self/fd").Count(link => Target(link)?.StartsWith(folder, StringComparison.Ordinal) == true);

    private static string? Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, false)?.FullName;
        }
        catch (IOException)
        {
            // Closed since it was listed.
            return null;
        }
    }

    private static void AssertFlat(int rounds, int warmUpRounds, Action round) =>
        AssertFlatAsync(rounds, warmUpRounds, () =>
        {
            round();
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    private static async Task AssertFlatAsync(int rounds, int warmUpRounds, Func<Task> round)
    {
        for (int i = 0; i < warmUpRounds; i++)
        {
            await round();
        }

        long before = ResidentBytes();
        List<long> growth = [];
        for (int i = 0; i < rounds; i++)
        {
            await round();
            growth.Add(ResidentBytes() - before);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{before / 1e6:F1} MB after warm-up, then by round: {string.Join(", ", growth.Select(bytes => $"{bytes / 1e6:+0.0;-0.0;0.0} MB"))}");
        Assert.True(growth[^1] < MostGrowth, $"resident memory grew by {growth[^1]} bytes in {rounds} rounds: {string.Join(", ", growth)}");
    }

    /// <summary>What the process holds once everything that is garbage is gone.</summary>
    private static long ResidentBytes()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return Environment.WorkingSet;
    }
}
