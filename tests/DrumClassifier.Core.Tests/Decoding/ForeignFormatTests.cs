using System.Text;

namespace DrumClassification.Tests.Decoding;

/// <summary>What cannot be read is told by its content, with what helps, and whether it is a sound at all.</summary>
public sealed class ForeignFormatTests
{
    [Theory]
    [InlineData("\0\0\0\u001Cftyp" + "M4A \0\0\u0002\0", "MPEG-4 (M4A)")]
    [InlineData("\0\0\0\u001Cftypisom\0\0\u0002\0", "MPEG-4 (M4A, MP4)")]
    [InlineData("\u00FF\u00F1P\u0080\u0001\u007F\u00FC\u0021", "AAC")]
    [InlineData("ADIF\u0001\u0002\u0003", "AAC")]
    [InlineData("0&\u00B2u\u008Ef\u00CF\u0011\u00A6\u00D9", "Windows Media")]
    [InlineData("wvpk\u0010\0\0\0", "WavPack")]
    [InlineData("MAC \u0096\u000F\0\0", "Monkey's Audio")]
    [InlineData("MPCKSH\u0010\0", "Musepack")]
    [InlineData("MP+\u0017\0\0\0", "Musepack")]
    [InlineData("TTA1\u0001\0\u0001\0", "True Audio")]
    [InlineData("OFR \u000C\0\0\0", "OptimFROG")]
    [InlineData("DSD \u001C\0\0\0", "DSF")]
    [InlineData("FRM8\0\0\0\0\0\0\u0010\0DSD ", "DSDIFF")]
    [InlineData("#!AMR\n\u003C\0", "AMR")]
    [InlineData("CAT \0\0\u0010\0REX2HEAD", "REX2")]
    [InlineData("\u001AE\u00DF\u00A3\u0001\0\0\0", "Matroska")]
    [InlineData("RIFF\u0010\0\0\0sfbkLIST", "SoundFont")]
    [InlineData("RIFF\u0010\0\0\0AVI LIST", "AVI ")]
    public void Sounds_that_cannot_be_read_are_named_with_a_cure(string head, string name)
    {
        UnsupportedAudioException error = Refusal(Encoding.Latin1.GetBytes(head));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read here", error.Message, StringComparison.Ordinal);
        Assert.Contains("ffmpeg -i", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsSound);
    }

    [Theory]
    [InlineData("Kick drum, to do: record one.", "a text")]
    [InlineData("x", "a text")]
    [InlineData("Größe der Trommel", "a text")]
    [InlineData("<html><body>404 not found</body></html>", "HTML")]
    [InlineData("\n<!DOCTYPE html>", "HTML")]
    [InlineData("<?xml version=\"1.0\"?>", "XML")]
    [InlineData("MThd\0\0\0\u0006\0\u0001", "MIDI")]
    [InlineData("PK\u0003\u0004\u0014\0", "ZIP")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("RIFF\u0010\0\0\0WEBPVP8 ", "picture")]
    [InlineData("FORM\0\0\0\u0010ILBMBMHD", "ILBM")]
    [InlineData("FORM\0\0\0\u0010ABCDBMHD", "type 'ABCD'")]
    [InlineData("\0\u0005\u0016\u0007\0\u0002\0\0", "AppleDouble")]
    [InlineData("\u0001\u0002\u0003\u0004", "known here")]
    public void What_is_no_sound_is_said_to_be_none(string head, string name)
    {
        UnsupportedAudioException error = Refusal(Encoding.UTF8.GetBytes(head));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("no sound", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsSound);
    }

    [Theory]
    [InlineData("Speex   1.2.1", "an Ogg file with Speex", true)]
    [InlineData("CELT    0.11", "an Ogg file with CELT", true)]
    [InlineData("\u0080theora\u0003\u0002", "an Ogg file with Theora video and no sound", false)]
    [InlineData("OVP80\u0001\u0001", "an Ogg file with VP8 video and no sound", false)]
    [InlineData("fishead\0\u0003\0", "an Ogg file with an Ogg skeleton and no sound", false)]
    [InlineData("what is this", "an Ogg file with something that is not known here", true)]
    public void Ogg_files_are_named_by_what_is_in_them(string firstPacket, string name, bool isSound)
    {
        UnsupportedAudioException error = Refusal(OggWriter.ToBytes([Encoding.Latin1.GetBytes(firstPacket), new byte[30]]));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(isSound, error.IsSound);
        Assert.Equal(isSound, error.Message.Contains("ffmpeg -i", StringComparison.Ordinal));
    }

    [Fact]
    public void Whether_it_is_a_sound_is_kept_where_the_file_is_named()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.wav"], "a note");
        File.WriteAllBytes(folder["b.wav"], [.. "wvpk"u8, 1, 2, 3]);
        Assert.False(Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.DecodeFile(folder["a.wav"])).IsSound);
        Assert.True(Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.DecodeFile(folder["b.wav"])).IsSound);
        Assert.False(new UnsupportedAudioException("outer", new UnsupportedAudioException("inner") { IsSound = false }).IsSound);
        Assert.True(new UnsupportedAudioException("outer", new IOException()).IsSound);
    }

    [Fact]
    public void Extensions_are_lower_case_and_in_one_list_only()
    {
        string[] all = [.. AudioFileTypes.Readable, .. AudioFileTypes.Foreign];
        Assert.Equal(all.Length, all.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(all, extension => Assert.Matches(@"^\.[a-z0-9+]+$", extension));
        Assert.True(AudioFileTypes.IsSoundName("/some/where/KICK.WAV"));
        Assert.True(AudioFileTypes.IsSoundName("kick.m4a"));
        Assert.False(AudioFileTypes.IsSoundName("kick.txt"));
        Assert.False(AudioFileTypes.IsSoundName("wav"));
    }

    private static UnsupportedAudioException Refusal(byte[] file)
    {
        UnsupportedAudioException error = Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.Decode(new MemoryStream(file)));
        Assert.Equal(error.Message, Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.Decode(new ForwardOnlyStream(file, 3))).Message);
        return error;
    }
}
