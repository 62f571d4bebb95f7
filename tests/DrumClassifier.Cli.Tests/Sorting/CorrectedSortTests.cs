using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Tests.Sorting;

/// <summary>What the user has said of a sound is what a sort goes by.</summary>
public sealed class CorrectedSortTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CorrectedSortTests()
    {
        Directory.CreateDirectory(_folder["in"]);
        for (int i = 0; i < 3; i++)
        {
            string path = _folder[$"in/kick loop {i}.wav"];
            File.WriteAllBytes(path, WavWriter.ToBytes(Tones.Decaying(100 + i, 8000, 0.1), 8000));
            File.SetLastWriteTimeUtc(path, new DateTime(2004, 4, 4, 4, 4, 4, DateTimeKind.Utc));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clap", null, "class", "clap")]
    [InlineData("hat", "open_hat", "kind", "hat/open")]
    [InlineData("hat", "open_hat", "class", "hat")]
    [InlineData(null, "cowbell", "class", "percussion/cowbell")]
    public async Task A_corrected_sound_goes_where_the_user_says(string? label, string? kind, string by, string folder)
    {
        await RunAsync("index", _folder["in"], "--index", _folder["library.db"]);
        using (var database = LibraryDatabase.Open(_folder["library.db"]))
        using (var reader = new SoundReader(database))
        {
            database.Correct(new Correction(reader.All().Single(sound => sound.Path.EndsWith("loop 1.wav", StringComparison.Ordinal)).Hash!, label, kind));
        }

        CliRun run = await RunAsync("sort", _folder["in"], _folder["out"], "--copy", "--by", by, "--index", _folder["library.db"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([_folder[$"out/{folder}/kick loop 1.wav"]], Directory.GetFiles(_folder["out"], "*.wav", SearchOption.AllDirectories));

        // Loops stay where they are, and without the index this is one.
        await RunAsync("sort", _folder["in"], _folder["none"], "--copy", "--no-index");
        Assert.False(Directory.Exists(_folder["none"]) && Directory.GetFiles(_folder["none"], "*.wav", SearchOption.AllDirectories).Length > 0);
    }

    private static Task<CliRun> RunAsync(params string[] arguments) => CliRun.RunAsync(new FakeClassifier { Kinds = FakeClassifier.SomeKinds }, arguments);
}
