using DrumClassification.Training.Data;

namespace DrumClassification.Tests.Commands;

public sealed class SynthesizeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_data_set_has_whole_kits_for_training_only_and_is_the_same_for_the_same_seed()
    {
        Assert.Equal(0, (await DrumTrain.RunAsync("synthesize", _folder["a"], "--kits", "2", "--seed", "3")).Code);
        Assert.Equal(0, (await DrumTrain.RunAsync("synthesize", _folder["b"], "--kits", "2", "--seed", "3")).Code);
        Assert.Equal(0, (await DrumTrain.RunAsync("synthesize", _folder["c"], "--kits", "2", "--seed", "4")).Code);

        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder["a"]);
        Assert.Equal(48, sounds.Count);
        Assert.All(sounds, sound => Assert.Equal((DataSplit.Train, DataSplit.Train), (sound.GroupSplit, sound.RandomSplit)));
        Assert.All(sounds.CountBy(sound => (sound.Group, sound.Label)), pair => Assert.Equal(4, pair.Value));
        Assert.Equal(2, sounds.Select(sound => sound.Group).Distinct().Count());
        Assert.Equal(DrumLabels.All.Order(StringComparer.Ordinal), sounds.Select(sound => sound.Label).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Contents("a"), Contents("b"));
        Assert.NotEqual(Contents("a"), Contents("c"));
    }

    [Fact]
    public async Task Every_sound_can_be_read_and_is_loud_enough_to_be_trained_on()
    {
        Assert.Equal(0, (await DrumTrain.RunAsync("synthesize", _folder["kits"], "--kits", "3")).Code);

        foreach (Sound sound in DataSetReader.Read(_folder["kits"]))
        {
            AudioClip clip = AudioDecoder.DecodeFile(sound.Path);
            Assert.InRange(clip.Samples.ToArray().Max(Math.Abs), 0.8, 1);
            Assert.InRange(clip.Duration.TotalSeconds, 0.03, 1.61);
        }
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_alone()
    {
        File.WriteAllText(_folder["song.txt"], "la");

        (int code, _, string error) = await DrumTrain.RunAsync("synthesize", _folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("not empty", error, StringComparison.Ordinal);
        Assert.Equal(["song.txt"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    private string[] Contents(string folder) =>
        [.. Directory.EnumerateFiles(_folder[folder], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Convert.ToBase64String(File.ReadAllBytes(file)))];
}
