namespace DrumClassification.Tests.Decoding;

/// <summary>Files that broken tools wrote, of which a tester keeps some beside the checkout: all are read in managed code.</summary>
public sealed class SharedCaseTests
{
    [Theory]
    [InlineData("03-blockalign-contradicts", true)]
    [InlineData("04-truncated-wav-aiff", true)]
    [InlineData("05-pad-byte-not-zero", false)]
    [InlineData("06-aiff-frames-vs-ssnd", null)]
    [InlineData("07-flstudio-ogg-in-wav", false)]
    [InlineData("08-mp3-junk-before-first-frame", false)]
    [InlineData("09-id3-before-ogg", false)]
    [InlineData("10-ircam-htk-known-extension-unknown-content", false)]
    [InlineData("12-caf-size-minus-1", false)]
    public void What_players_open_is_read(string name, bool? isWarnedAbout)
    {
        string folder = SharedData.Require($"cases/{name}");
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => AudioFileTypes.IsSoundName(path)))
        {
            AudioClip clip = AudioDecoder.DecodeFile(path, new() { UseLibsndfile = false });
            Assert.InRange(clip.Duration.TotalSeconds, 0.02, 3);
            Assert.InRange(clip.SampleRate, 44100, 48000);
            Assert.True(isWarnedAbout is null || isWarnedAbout == clip.Source!.Warnings.Count > 0, path + ": " + string.Join(' ', clip.Source!.Warnings));
        }
    }

    [Fact]
    public void What_cannot_be_read_is_named_as_a_sound()
    {
        string folder = SharedData.Require("cases/13-not-a-sound-m4a");
        foreach ((string file, string name) in new[] { ("m4a__kick.m4a", "MPEG-4 (M4A)"), ("wma__snare.wma", "Windows Media (WMA)") })
        {
            UnsupportedAudioException error = Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.DecodeFile(Path.Combine(folder, file)));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.True(error.IsSound);
        }
    }
}
