using DrumClassification.Training.Data;

namespace DrumClassification.Tests.Data;

public sealed class PreparedTableTests : IDisposable
{
    private static readonly FrontEndSettings Small = new() { SampleRate = 8000, FftSize = 256, WindowLength = 256, HopLength = 128, MelBands = 8, Frames = 10 };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sounds_that_cannot_be_used_are_listed_with_their_reason_and_the_rest_is_kept()
    {
        WriteGoodSounds();
        File.WriteAllText(_folder["data/kick/text.wav"], "this is no sound");
        File.WriteAllBytes(_folder["data/kick/empty.wav"], []);
        Write("data/snare/silent.wav", new float[4000]);
        Write("data/snare/huge.wav", [.. Enumerable.Range(0, 31 * 8000).Select(i => MathF.Sin(i / 10f))]);
        byte[] whole = File.ReadAllBytes(_folder["data/kick/a.wav"]);
        File.WriteAllBytes(_folder["data/snare/truncated.wav"], whole[..(whole.Length / 2)]);
        File.WriteAllText(_folder["data/manifest.csv"], "path,label\n" + string.Concat(
            DataSetReader.Read(_folder["data"]).Select(s => $"{s.Name},{s.Label}\n")) + "kick/gone.wav,kick\n");

        PreparedTable table = await Make();

        Assert.Equal(["kick/a.wav", "kick/b.wav", "snare/a.wav", "snare/b.wav", "snare/truncated.wav"], table.Sounds.Select(s => s.Name));
        Dictionary<string, string> reasons = table.Skipped.ToDictionary(s => s.Name, s => s.Reason);
        Assert.Equal(["kick/empty.wav", "kick/gone.wav", "kick/text.wav", "snare/huge.wav", "snare/silent.wav"], reasons.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("empty", reasons["kick/empty.wav"], StringComparison.Ordinal);
        Assert.Contains("does not exist", reasons["kick/gone.wav"], StringComparison.Ordinal);
        Assert.Contains("too long", reasons["snare/huge.wav"], StringComparison.Ordinal);
        Assert.Contains("silent", reasons["snare/silent.wav"], StringComparison.Ordinal);
        Assert.All(reasons.Values, reason => Assert.DoesNotContain(_folder.Path, reason, StringComparison.Ordinal));
        DataSetReader.RequireTrainable(table.Sounds);
    }

    [Fact]
    public async Task The_table_file_gives_back_every_row_and_value()
    {
        WriteGoodSounds();
        PreparedTable made = await Make();

        PreparedTable read = await PreparedTable.LoadAsync(_folder["table.parquet"], Token);

        Assert.Equal(made.Sounds, read.Sounds);
        Assert.Equal(made.Spectrograms, read.Spectrograms);
        Assert.Equal(made.FrontEnd, read.FrontEnd);
        Assert.Equal(made.DataHash, read.DataHash);
        Assert.Equal(made.Fingerprint, read.Fingerprint);
        float[] expected = new float[80];
        AudioClip clip = AudioDecoder.DecodeFile(read.Sounds[2].Path);
        new LogMelFrontEnd(Small).Compute(clip.Samples, clip.SampleRate, expected);
        Assert.Equal(expected, read.GetSpectrogram(2).ToArray());
        Assert.Equal((8000, 0.25), (read.Sounds[0].SampleRate, read.Sounds[0].DurationSeconds));
        Assert.Equal(["table.parquet"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Tables_of_more_rows_than_one_row_group_keep_their_order()
    {
        Directory.CreateDirectory(_folder["data"]);
        for (int i = 0; i < 600; i++)
        {
            Write($"data/{(i % 2 == 0 ? "kick" : "tom")}/{i:000}.wav", Tones.Decaying(50 + i, 8000, 0.05));
        }

        PreparedTable made = await Make();
        PreparedTable read = await PreparedTable.LoadAsync(_folder["table.parquet"], Token);

        Assert.Equal(600, read.Sounds.Count);
        Assert.Equal(made.Sounds, read.Sounds);
        Assert.Equal(made.Spectrograms, read.Spectrograms);
    }

    [Fact]
    public async Task A_second_run_reuses_the_table_until_something_changes()
    {
        WriteGoodSounds();
        Assert.Equal("there is no table yet", (await Make()).WhyPrepared);
        Assert.Null((await Make()).WhyPrepared);

        Write("data/kick/c.wav", Tones.Decaying(60, 8000, 0.25));
        Assert.Contains("files", (await Make()).WhyPrepared, StringComparison.Ordinal);
        Assert.Null((await Make()).WhyPrepared);

        File.SetLastWriteTimeUtc(_folder["data/kick/c.wav"], DateTime.UtcNow.AddDays(-1));
        Assert.Contains("files", (await Make()).WhyPrepared, StringComparison.Ordinal);

        Assert.Contains("front end", (await Make(Small with { MelBands = 9 })).WhyPrepared, StringComparison.Ordinal);

        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder["data"]);
        PreparedTable relabelled = await PreparedTable.LoadOrPrepareAsync(
            [.. sounds.Select(s => s with { Label = "tom" })], Small with { MelBands = 9 }, _folder["table.parquet"], cancellationToken: Token);
        Assert.NotNull(relabelled.WhyPrepared);
        Assert.All(relabelled.Sounds, s => Assert.Equal("tom", s.Label));
    }

    [Fact]
    public async Task A_damaged_table_is_made_anew_and_loading_it_is_a_clear_error()
    {
        WriteGoodSounds();
        await Make();
        byte[] bytes = File.ReadAllBytes(_folder["table.parquet"]);
        File.WriteAllBytes(_folder["table.parquet"], bytes[..(bytes.Length / 2)]);

        DataSetException error = await Assert.ThrowsAsync<DataSetException>(() => PreparedTable.LoadAsync(_folder["table.parquet"], Token));
        Assert.Contains("table.parquet", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be used", (await Make()).WhyPrepared, StringComparison.Ordinal);
        Assert.Null((await Make()).WhyPrepared);
    }

    [Fact]
    public async Task Stopping_leaves_the_old_table_and_nothing_half_written()
    {
        WriteGoodSounds();
        await Make();
        byte[] before = File.ReadAllBytes(_folder["table.parquet"]);
        Write("data/kick/c.wav", Tones.Decaying(60, 8000, 0.25));
        using CancellationTokenSource stop = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PreparedTable.LoadOrPrepareAsync(
            DataSetReader.Read(_folder["data"]), Small, _folder["table.parquet"], _ => stop.Cancel(), stop.Token));

        Assert.Equal(before, File.ReadAllBytes(_folder["table.parquet"]));
        Assert.Equal(["table.parquet"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Progress_is_reported_once_for_each_sound()
    {
        WriteGoodSounds();
        int calls = 0;
        await PreparedTable.LoadOrPrepareAsync(
            DataSetReader.Read(_folder["data"]), Small, _folder["table.parquet"], _ => Interlocked.Increment(ref calls), Token);

        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task A_data_set_of_broken_files_only_is_a_clear_error()
    {
        Directory.CreateDirectory(_folder["data/kick"]);
        File.WriteAllText(_folder["data/kick/a.wav"], "no sound");

        Assert.Contains("None of the 1 sounds", (await Assert.ThrowsAsync<DataSetException>(() => Make())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Front_ends_are_known_by_name_or_read_from_json()
    {
        Assert.Equal(FrontEndSettings.Reference, FrontEndCatalog.Get("reference"));
        File.WriteAllText(_folder["mine.json"], """{ "sampleRate": 16000, "melBands": 40, "melScale": "htk" }""");
        Assert.Equal(new FrontEndSettings { SampleRate = 16000, MelBands = 40, MelScale = MelScale.Htk }, FrontEndCatalog.Get(_folder["mine.json"]));
        File.WriteAllText(_folder["bad.json"], """{ "melBands": -1 }""");
        Assert.Contains("MelBands", Assert.Throws<DataSetException>(() => FrontEndCatalog.Get(_folder["bad.json"])).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder["typo.json"], """{ "mels": 40 }""");
        Assert.Throws<DataSetException>(() => FrontEndCatalog.Get(_folder["typo.json"]));
        Assert.Throws<DataSetException>(() => FrontEndCatalog.Get("nonsense"));
    }

    private Task<PreparedTable> Make(FrontEndSettings? settings = null) =>
        PreparedTable.LoadOrPrepareAsync(DataSetReader.Read(_folder["data"]), settings ?? Small, _folder["table.parquet"], cancellationToken: Token);

    private void WriteGoodSounds()
    {
        Write("data/kick/a.wav", Tones.Decaying(50, 8000, 0.25));
        Write("data/kick/b.wav", Tones.Decaying(60, 8000, 0.25));
        Write("data/snare/a.wav", Tones.Decaying(500, 8000, 0.25));
        Write("data/snare/b.wav", Tones.Decaying(600, 8000, 0.25));
    }

    private void Write(string name, float[] samples)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        WavWriter.Write(_folder[name], samples, 8000);
    }
}
