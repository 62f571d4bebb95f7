namespace DrumClassification.Tests;

/// <summary>Files that are classified folder by folder.</summary>
public sealed class FolderContextTests
{
    private static readonly TestModel Model = new() { Neighbours = new() };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_folder_is_answered_as_its_sounds_together_whatever_the_order_of_the_paths()
    {
        using TemporaryFolder folder = new();
        AudioClip[] clips = TogetherTests.Clips(11);
        string[] paths = [.. clips.Select((clip, i) => Write(folder[$"{(i < 6 ? "a" : i < 10 ? "b" : "c")}/{i:00}.wav"], clip))];
        using IDrumClassifier classifier = Model.Load(new() { Context = ContextUse.Folder, BatchSize = 3, KeepOrder = false });
        string[] mixed = [.. paths];
        new Random(1).Shuffle(mixed);

        List<FileClassification> files = await classifier.ClassifyFilesAsync(mixed, Token).ToListAsync(Token);

        Assert.Equal(paths, files.Select(file => file.Path).Order());
        Assert.Equal(3, files.Select(file => Path.GetDirectoryName(file.Path)).Aggregate(new List<string?>(), (runs, name) => runs.LastOrDefault() == name ? runs : [.. runs, name]).Count);
        foreach (IGrouping<string?, FileClassification> group in files.GroupBy(file => Path.GetDirectoryName(file.Path)))
        {
            AudioClip[] own = [.. group.Select(file => AudioDecoder.DecodeFile(file.Path))];
            Assert.All(classifier.ClassifyTogether(own, Token).Zip(group), pair => TogetherTests.Same(pair.First, pair.Second.Classification!));
        }

        FileClassification alone = files.Single(file => file.Path.Contains("10.wav", StringComparison.Ordinal));
        TogetherTests.Same(classifier.Classify(alone.Path), alone.Classification!);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_errors_and_change_nothing_for_the_others()
    {
        using TemporaryFolder folder = new();
        string[] good = [.. TogetherTests.Clips(4).Select((clip, i) => Write(folder[$"{i}.wav"], clip))];
        File.WriteAllText(folder["2-bad.wav"], "no sound");
        Write(folder["3-silent.wav"], new AudioClip(new float[4000], 16000));
        using IDrumClassifier classifier = Model.Load(new() { Context = ContextUse.Folder });

        List<FileClassification> without = await classifier.ClassifyFilesAsync(good, Token).ToListAsync(Token);
        List<FileClassification> with = await classifier.ClassifyFilesAsync([.. good, folder["2-bad.wav"], folder["none.wav"], folder["3-silent.wav"], ""], Token).ToListAsync(Token);

        Assert.Equal(8, with.Count);
        Assert.Equal(3, with.Count(file => file.Error is not null));
        Assert.All(without, file => TogetherTests.Same(file.Classification!, with.Single(other => other.Path == file.Path).Classification!));
    }

    [Fact]
    public async Task Without_a_stage_or_with_context_off_nothing_changes()
    {
        using TemporaryFolder folder = new();
        string[] paths = [.. TogetherTests.Clips(3).Select((clip, i) => Write(folder[$"{i}.wav"], clip))];
        using IDrumClassifier off = Model.Load();
        using IDrumClassifier without = new TestModel().Load(new() { Context = ContextUse.Folder });

        foreach (IDrumClassifier classifier in (IDrumClassifier[])[off, without])
        {
            await foreach (FileClassification file in classifier.ClassifyFilesAsync(paths, Token))
            {
                TogetherTests.Same(classifier.Classify(file.Path), file.Classification!);
            }
        }
    }

    [Fact]
    public async Task A_cancelled_enumeration_ends()
    {
        using TemporaryFolder folder = new();
        string[] paths = [.. TogetherTests.Clips(6).Select((clip, i) => Write(folder[$"{i % 2}/{i}.wav"], clip))];
        using IDrumClassifier classifier = Model.Load(new() { Context = ContextUse.Folder });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        int seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (FileClassification _ in classifier.ClassifyFilesAsync(paths, stop.Token))
            {
                seen++;
                await stop.CancelAsync();
            }
        });

        Assert.Equal(1, seen);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(128, 1)]
    [InlineData(129, 2)]
    [InlineData(50_000, 391)]
    public void A_large_folder_is_divided_evenly_and_by_names(int count, int parts)
    {
        string[] paths = [.. Enumerable.Range(0, count).Select(i => Path.Combine(Path.GetTempPath(), "many", $"{i:00000}.wav"))];
        string[] mixed = [.. paths];
        new Random(2).Shuffle(mixed);

        ArraySegment<string>[] divided = FolderFiles.Divide(mixed, Token);

        Assert.Equal(parts, divided.Length);
        Assert.Equal(paths, divided.SelectMany(part => part));
        Assert.All(divided, part => Assert.InRange(part.Count, Math.Min(count, 64), NeighbourLimits.MostTogether));
        Assert.True(divided.Max(part => part.Count) - divided.Min(part => part.Count) <= 1);
    }

    [Fact]
    public async Task Of_a_folder_of_50_000_files_no_more_wait_than_are_looked_at_together_and_none_is_lost()
    {
        // The files are not there: what counts is how far the pipeline runs ahead of what is handed on.
        const int Files = 50_000;
        string[] paths = [.. Enumerable.Range(0, Files).Select(i => Path.Combine(Path.GetTempPath(), "many", $"{i:00000}.wav"))];
        using IDrumClassifier classifier = Model.Load();
        Classification[] heard = [.. classifier.ClassifyBatch(TogetherTests.Clips(3), Token)];
        int asked = 0;
        int done = 0;
        int most = 0;
        DrumClassifierOptions options = new();
        using InferenceEngine engine = ProviderChoice.Start(new ModelFile(Model.ToBytes(), "test"), options);
        FolderFiles folder = new(new Neighbourhood(engine, options), Pipeline);
        await foreach (FileClassification file in folder.RunAsync(paths, Token))
        {
            most = Math.Max(most, asked - done);
            Assert.Equal(paths[done], file.Path);
            Assert.Equal(done % 1000 == 0, file.Error is not null);
            done++;
        }

        Assert.Equal(Files, done);
        Assert.InRange(most, 64, NeighbourLimits.MostTogether);

        async IAsyncEnumerable<FileClassification> Pipeline(IEnumerable<string> ordered, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (string path in ordered)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // One in a thousand cannot be read, and the others are silent, so that none takes part and no stage is asked.
                int number = asked++;
                yield return number % 1000 == 0
                    ? new FileClassification(path, null, new DrumClassifierException($"'{path}' is broken."))
                    : new FileClassification(path, heard[number % heard.Length] with { Reason = UncertainReason.Silent }, null);
            }
        }
    }

    [Fact]
    public void A_folder_is_one_however_its_path_is_written()
    {
        string here = Environment.CurrentDirectory;

        ArraySegment<string>[] divided = FolderFiles.Divide([Path.Combine(here, "a.wav"), "b.wav", Path.Combine(".", "c.wav"), Path.Combine("kit", "d.wav")], Token);

        Assert.Equal([3, 1], divided.Select(part => part.Count));
    }

    private static string Write(string path, AudioClip clip)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavWriter.Write(path, clip.Samples, clip.SampleRate);
        return path;
    }
}
