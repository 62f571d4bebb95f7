using System.Text.Json;
using DrumClassification.Cli.Demo;
using DrumClassification.Cli.Duplicates;
using DrumClassification.Library.Sounds;
using DrumClassification.Synthesis;

namespace DrumClassification.Tests.Similarity;

/// <summary>Copies of synthesised drums as libraries gather them, among other drums.</summary>
public sealed class DuplicatesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AudioClip _kick = Sound(DrumLabels.Kick);
    private readonly AudioClip _snare = Sound(DrumLabels.Snare);

    public DuplicatesCommandTests()
    {
        Directory.CreateDirectory(_folder["in/copies"]);
        WavFile.WriteNew(_folder["in/kick.wav"], _kick);
        WavFile.WriteNew(_folder["in/snare.wav"], _snare);
        WavFile.WriteNew(_folder["in/hat.wav"], Sound(DrumLabels.Hat));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_of_the_same_bytes_are_exact_duplicates_under_any_name()
    {
        File.Copy(_folder["in/kick.wav"], _folder["in/copies/a clap.wav"]);
        File.Copy(_folder["in/kick.wav"], _folder["in/copies/b.wav"]);
        JsonElement[] listed = await ListAsync("--exact");
        Assert.Equal(["best", "exact", "exact"], listed.Select(file => file.GetProperty("kind").GetString()));
        Assert.Equal([1, 1, 1], listed.Select(file => file.GetProperty("group").GetInt32()));
        Assert.All(listed.Skip(1), file => Assert.Equal(listed[0].GetProperty("path").GetString(), file.GetProperty("of").GetString()));
    }

    [Fact]
    public async Task The_same_sound_at_another_level_format_or_trim_is_a_near_duplicate_and_nothing_else_is()
    {
        float[] kick = _kick.Samples.ToArray();
        Write("quiet", [.. kick.Select(sample => 0.1f * sample)]);
        Write("silence in front", [.. new float[4000], .. kick]);
        Write("cut", kick[..(kick.Length / 2)]);
        WavWriter.Write(_folder["in/copies/24 bit stereo.wav"], [.. kick.SelectMany(sample => new[] { sample, sample })], _kick.SampleRate, 2, WavEncoding.Pcm24);
        WavWriter.Write(_folder["in/copies/8 bit.wav"], kick, _kick.SampleRate, 1, WavEncoding.Pcm8);
        File.Copy(_folder["in/copies/quiet.wav"], _folder["in/copies/quieter.wav"]);

        JsonElement[] listed = await ListAsync();
        Assert.All(listed, file => Assert.Equal(1, file.GetProperty("group").GetInt32()));
        Assert.Equal(
            ["24 bit stereo.wav", "8 bit.wav", "cut.wav", "kick.wav", "quiet.wav", "quieter.wav", "silence in front.wav"],
            listed.Select(file => Path.GetFileName(file.GetProperty("path").GetString())).Order(StringComparer.Ordinal));
        Assert.Equal(1, listed.Count(file => file.GetProperty("kind").GetString() == "best"));
        JsonElement exact = listed.Single(file => file.GetProperty("kind").GetString() == "exact");
        Assert.Equal(_folder["in/copies/quiet.wav"], exact.GetProperty("of").GetString());
        Assert.Equal(_folder["in/copies/quieter.wav"], exact.GetProperty("path").GetString());
        Assert.All(listed.Where(file => file.GetProperty("kind").GetString() == "near"), file => Assert.InRange(file.GetProperty("differenceDecibels").GetDouble(), 0, 1));
    }

    [Fact]
    public async Task The_best_keeps_most_of_the_sound_bits_before_rate_before_length_before_level()
    {
        float[] kick = _kick.Samples.ToArray();
        float[] half = [.. kick.Where((_, index) => index % 2 == 0)];
        File.Delete(_folder["in/kick.wav"]);
        WavWriter.Write(_folder["in/copies/a 8 bit, loud and long.wav"], [.. kick, .. new float[20000]], _kick.SampleRate, 1, WavEncoding.Pcm8);
        Write("b 16 bit, longer", [.. kick, .. new float[20000]]);
        WavWriter.Write(_folder["in/copies/c 24 bit, half the rate.wav"], half, _kick.SampleRate / 2, 1, WavEncoding.Pcm24);
        WavWriter.Write(_folder["in/copies/d 24 bit, quiet.wav"], [.. kick.Select(sample => 0.2f * sample)], _kick.SampleRate, 1, WavEncoding.Pcm24);
        Assert.Equal(["d", "a", "b", "c"], await OrderAsync());
        WavWriter.Write(_folder["in/copies/e 24 bit, quiet, longer.wav"], [.. kick.Select(sample => 0.1f * sample), .. new float[20000]], _kick.SampleRate, 1, WavEncoding.Pcm24);
        Assert.Equal("e", (await OrderAsync())[0]);
        File.Delete(_folder["in/copies/d 24 bit, quiet.wav"]);
        File.Delete(_folder["in/copies/e 24 bit, quiet, longer.wav"]);
        Assert.Equal("c", (await OrderAsync())[0]);
    }

    [Fact]
    public void Lossless_comes_before_lossy_whatever_else_speaks_for_it()
    {
        SoundFingerprint lossy = Fingerprint("lossy.mp3", new AudioSourceInfo("MP3", 48000, 2) { IsLossless = false, Duration = TimeSpan.FromSeconds(9) }, 9, 0);
        SoundFingerprint lossless = Fingerprint("lossless.wav", new AudioSourceInfo("WAV", 22050, 1) { BitsPerSample = 8 }, 1, -12);
        Assert.Equal([lossless, lossy], SoundFingerprint.BestFirst([lossy, lossless]));
    }

    [Fact]
    public void A_sounds_true_length_counts_not_what_was_heard_of_it()
    {
        AudioSourceInfo source = new("WAV", 44100, 1) { BitsPerSample = 16, Duration = TimeSpan.FromSeconds(200) };
        SoundFingerprint longer = Fingerprint("longer.wav", source, 30, -3, isWhole: false);
        SoundFingerprint shorter = Fingerprint("a shorter.wav", source with { Duration = TimeSpan.FromSeconds(40) }, 30, 0, isWhole: false);
        Assert.Equal([longer, shorter], SoundFingerprint.BestFirst([shorter, longer]));
        Assert.Equal(TimeSpan.FromSeconds(200), longer.Duration);
        Assert.False(longer.IsLengthUnknown);
        SoundFingerprint unknown = Fingerprint("unknown.wav", source with { Duration = null }, 30, 0, isWhole: false);
        Assert.True(unknown.IsLengthUnknown);
        Assert.Equal(TimeSpan.FromSeconds(30), unknown.Duration);
    }

    [Fact]
    public async Task A_sound_of_which_only_the_beginning_was_heard_is_said_to_be_so()
    {
        WavWriter.Write(_folder["in/long.wav"], [.. _kick.Samples, .. new float[32 * _kick.SampleRate]], _kick.SampleRate, 1, WavEncoding.Pcm24);
        CliRun json = await RunAsync("duplicates", _folder["in"], "--format", "json");
        JsonElement best = Parse(json.Output)[0];
        Assert.Equal(_folder["in/long.wav"], best.GetProperty("path").GetString());
        Assert.False(best.GetProperty("heardWhole").GetBoolean());
        Assert.Equal(30, best.GetProperty("heardSeconds").GetDouble());
        Assert.InRange(best.GetProperty("seconds").GetDouble(), 32, 34);
        Assert.True(best.GetProperty("lossless").GetBoolean());
        Assert.Equal(24, best.GetProperty("bitsPerSample").GetInt32());
        Assert.Contains($"'{_folder["in/long.wav"]}' is longer than what was heard: only its first 30.00 s were compared.", json.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("kick.wav' is longer", json.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Different_sounds_are_no_duplicates_and_nothing_is_printed_as_data()
    {
        CliRun run = await RunAsync("duplicates", _folder["in"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("no duplicates", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_given_twice_does_not_make_duplicates_of_itself()
    {
        CliRun run = await RunAsync("duplicates", _folder["in"], _folder["in"], _folder["in/kick.wav"], "--exact");
        Assert.Contains("no duplicates", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_others_are_compared()
    {
        File.WriteAllText(_folder["in/broken.wav"], "no sound");
        File.Copy(_folder["in/kick.wav"], _folder["in/kick 2.wav"]);
        CliRun run = await RunAsync("duplicates", _folder["in"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(_folder["in/broken.wav"], run.Error, StringComparison.Ordinal);
        Assert.Contains("1 exact", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_has_a_header_and_the_table_ends_in_paths()
    {
        File.Copy(_folder["in/kick.wav"], _folder["in/kick 2.wav"]);
        CliRun csv = await RunAsync("duplicates", _folder["in"], "--format", "csv");
        Assert.StartsWith("group,kind,similarity,differenceDecibels,seconds,sampleRate,peakDecibels,label,path,of,format,lossless,bitsPerSample,heardSeconds,heardWhole,action,destination\r\n1,best,,,", csv.Output, StringComparison.Ordinal);
        CliRun table = await RunAsync("duplicates", _folder["in"]);
        string[] lines = table.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.EndsWith("  " + _folder["in/kick.wav"], lines[2], StringComparison.Ordinal);
        Assert.Contains("100.0 %", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_lists_the_nearest_first_and_leaves_the_sound_itself_out()
    {
        Write("kick quiet", [.. _kick.Samples.ToArray().Select(sample => 0.3f * sample)]);
        CliRun run = await RunAsync("similar", _folder["in/kick.wav"], _folder["in"], "--format", "json", "--count", "2");
        Assert.Equal(0, run.ExitCode);
        JsonElement[] listed = Parse(run.Output);
        Assert.Equal(2, listed.Length);
        Assert.Equal(_folder["in/copies/kick quiet.wav"], listed[0].GetProperty("path").GetString());
        Assert.InRange(listed[0].GetProperty("similarity").GetDouble(), 0.98, 1.0001);
        Assert.True(listed[0].GetProperty("similarity").GetDouble() >= listed[1].GetProperty("similarity").GetDouble());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_count_that_is_none_is_wrong_use(string count)
    {
        CliRun run = await RunAsync("similar", _folder["in/kick.wav"], _folder["in"], "--count", count);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--count", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_to_a_missing_file_names_it()
    {
        CliRun run = await RunAsync("similar", _folder["nothere.wav"], _folder["in"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(_folder["nothere.wav"], run.Error, StringComparison.Ordinal);
    }

    private static SoundFingerprint Fingerprint(string path, AudioSourceInfo source, double seconds, float peak, bool isWhole = true)
    {
        AudioClip sound = Sound(DrumLabels.Kick);
        return new(
            path,
            FakeClassifier.Make(DrumLabels.Kick),
            new SoundMeasure(source, TimeSpan.FromSeconds(seconds), isWhole, peak, -20, [], BandEnvelope.Of(sound.Samples, sound.SampleRate, 1)));
    }

    private static AudioClip Sound(string label) => DemoKit.Sounds.First(sound => sound.Label == label).Settings.Render(DemoKit.SampleRate);

    private static async Task<CliRun> RunAsync(params string[] arguments)
    {
        using MemoryStream model = new(new TestModel().ToBytes());
        return await CliRun.RunAsync(DrumClassifier.FromStream(model, new() { IncludeEmbedding = true }), arguments);
    }

    private static JsonElement[] Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private void Write(string name, float[] samples) => WavFile.WriteNew(_folder[$"in/copies/{name}.wav"], new AudioClip(samples, _kick.SampleRate));

    /// <summary>The first letters of the copies' names, the best first, the others by name.</summary>
    private async Task<string[]> OrderAsync()
    {
        JsonElement[] listed = await ListAsync();
        return
        [
            .. listed.OrderBy(file => file.GetProperty("kind").GetString() != "best")
                .ThenBy(file => file.GetProperty("path").GetString(), StringComparer.Ordinal)
                .Select(file => Path.GetFileName(file.GetProperty("path").GetString())![..1]),
        ];
    }

    private async Task<JsonElement[]> ListAsync(params string[] options)
    {
        CliRun run = await RunAsync(["duplicates", _folder["in"], "--format", "json", .. options]);
        Assert.Equal(0, run.ExitCode);
        return Parse(run.Output);
    }
}
