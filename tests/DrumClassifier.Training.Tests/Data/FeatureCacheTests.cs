using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Tests.Data;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly FrontEndSettings Small = new() { SampleRate = 8000, FftSize = 256, WindowLength = 256, HopLength = 128, MelBands = 8, Frames = 10 };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sounds_that_cannot_be_used_are_listed_with_their_reason_and_the_rest_is_kept()
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

        FeatureCache cache = Make();

        Assert.Equal(["kick/a.wav", "kick/b.wav", "snare/a.wav", "snare/b.wav", "snare/truncated.wav"], cache.Sounds.Select(s => s.Name));
        Dictionary<string, string> reasons = cache.Skipped.ToDictionary(s => s.Name, s => s.Reason);
        Assert.Equal(["kick/empty.wav", "kick/gone.wav", "kick/text.wav", "snare/huge.wav", "snare/silent.wav"], reasons.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("empty", reasons["kick/empty.wav"], StringComparison.Ordinal);
        Assert.Contains("does not exist", reasons["kick/gone.wav"], StringComparison.Ordinal);
        Assert.Contains("too long", reasons["snare/huge.wav"], StringComparison.Ordinal);
        Assert.Contains("silent", reasons["snare/silent.wav"], StringComparison.Ordinal);
        Assert.All(reasons.Values, reason => Assert.DoesNotContain(_folder.Path, reason, StringComparison.Ordinal));
        DataSetReader.RequireTrainable(cache.Sounds);
    }

    [Fact]
    public void The_cache_gives_back_every_row_and_value()
    {
        WriteGoodSounds();
        FeatureCache made = Make();

        FeatureCache read = Make();

        Assert.Equal(made.Sounds, read.Sounds);
        Assert.Equal(made.Features, read.Features);
        Assert.Equal(made.FrontEnd, read.FrontEnd);
        Assert.Equal(made.DataHash, read.DataHash);
        Assert.Null(read.WhyComputed);
        float[] expected = new float[80];
        AudioClip clip = AudioDecoder.DecodeFile(read.Sounds[2].Path);
        new LogMelFrontEnd(Small).Compute(clip.Samples, clip.SampleRate, expected);
        Assert.Equal(expected, read[2].ToArray());
        Assert.Equal((8000, 0.25), (read.Sounds[0].SampleRate, read.Sounds[0].DurationSeconds));
        Assert.Equal(["sounds.features"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_second_run_reuses_the_cache_until_something_changes()
    {
        WriteGoodSounds();
        Assert.Equal("there is no cache yet", Make().WhyComputed);
        Assert.Null(Make().WhyComputed);

        Write("data/kick/c.wav", Tones.Decaying(60, 8000, 0.25));
        Assert.Contains("files", Make().WhyComputed, StringComparison.Ordinal);
        Assert.Null(Make().WhyComputed);

        File.SetLastWriteTimeUtc(_folder["data/kick/c.wav"], DateTime.UtcNow.AddDays(-1));
        Assert.Contains("files", Make().WhyComputed, StringComparison.Ordinal);

        Assert.Contains("front end", Make(Small with { MelBands = 9 }).WhyComputed, StringComparison.Ordinal);

        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder["data"]);
        FeatureCache relabelled = FeatureCache.LoadOrCompute(
            [.. sounds.Select(s => s with { Label = "tom" })], Small with { MelBands = 9 }, _folder["sounds.features"], cancellationToken: Token);
        Assert.NotNull(relabelled.WhyComputed);
        Assert.All(relabelled.Sounds, s => Assert.Equal("tom", s.Label));
    }

    [Fact]
    public void A_damaged_cache_is_made_anew()
    {
        WriteGoodSounds();
        Make();
        byte[] bytes = File.ReadAllBytes(_folder["sounds.features"]);
        File.WriteAllBytes(_folder["sounds.features"], bytes[..(bytes.Length / 2)]);

        Assert.Contains("cannot be used", Make().WhyComputed, StringComparison.Ordinal);
        Assert.Null(Make().WhyComputed);
    }

    [Fact]
    public void Stopping_leaves_the_old_cache_and_nothing_half_written()
    {
        WriteGoodSounds();
        Make();
        byte[] before = File.ReadAllBytes(_folder["sounds.features"]);
        Write("data/kick/c.wav", Tones.Decaying(60, 8000, 0.25));
        using CancellationTokenSource stop = new();

        Assert.ThrowsAny<OperationCanceledException>(() => FeatureCache.LoadOrCompute(
            DataSetReader.Read(_folder["data"]), Small, _folder["sounds.features"], _ => stop.Cancel(), stop.Token));

        Assert.Equal(before, File.ReadAllBytes(_folder["sounds.features"]));
        Assert.Equal(["sounds.features"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Progress_is_reported_once_for_each_sound()
    {
        WriteGoodSounds();
        int calls = 0;
        FeatureCache.LoadOrCompute(
            DataSetReader.Read(_folder["data"]), Small, _folder["sounds.features"], _ => Interlocked.Increment(ref calls), Token);

        Assert.Equal(4, calls);
    }

    [Fact]
    public void A_data_set_of_broken_files_only_is_a_clear_error()
    {
        Directory.CreateDirectory(_folder["data/kick"]);
        File.WriteAllText(_folder["data/kick/a.wav"], "no sound");

        Assert.Contains("None of the 1 sounds", Assert.Throws<DataSetException>(() => Make()).Message, StringComparison.Ordinal);
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

    private FeatureCache Make(FrontEndSettings? settings = null) =>
        FeatureCache.LoadOrCompute(DataSetReader.Read(_folder["data"]), settings ?? Small, _folder["sounds.features"], cancellationToken: Token);

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
