namespace DrumClassification.Tests.Decoding;

public sealed class VocDecodeTests
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    [Fact]
    public void Blocks_of_sound_and_silence_follow_each_other()
    {
        AudioClip clip = Decode(ContainerWriter.Voc(
            ContainerWriter.VocBlock(5, "a note"u8.ToArray()),
            ContainerWriter.VocSound([0, 0x40, 0, 0xE0]),
            ContainerWriter.VocBlock(3, [2, 0, 0]),
            ContainerWriter.VocBlock(2, [0, 0x20])));
        Assert.Equal([0.5f, -0.25f, 0, 0, 0, 0.25f], clip.Samples.ToArray());
        Assert.Equal(44100, clip.SampleRate);
        Assert.Empty(clip.Source!.Warnings);
    }

    [Fact]
    public void The_old_block_and_the_one_before_it_give_the_rate()
    {
        AudioClip clip = Decode(ContainerWriter.Voc(ContainerWriter.VocBlock(1, [211, 0, 192, 64])));
        Assert.Equal([0.5f, -0.5f], clip.Samples.ToArray());
        Assert.Equal(22222, clip.SampleRate);

        // 65536 − 256,000,000 / (2 · 44100): stereo.
        clip = Decode(ContainerWriter.Voc(ContainerWriter.VocBlock(8, [0xA9, 0xF4, 0, 1]), ContainerWriter.VocBlock(1, [0, 0, 192, 128, 64, 128])));
        Assert.Equal([0.25f, -0.25f], clip.Samples.ToArray());
        Assert.Equal(44092, clip.SampleRate);
    }

    [Fact]
    public void A_block_of_another_rate_ends_the_sound_with_a_warning()
    {
        AudioClip clip = Decode(ContainerWriter.Voc(ContainerWriter.VocSound([0, 0x40]), ContainerWriter.VocSound([0, 0x20], sampleRate: 8000)));
        Assert.Equal([0.5f], clip.Samples.ToArray());
        Assert.Contains("another sampling rate", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_block_is_read_with_a_warning()
    {
        byte[] file = ContainerWriter.Voc(ContainerWriter.VocSound([0, 0x40, 0, 0x20, 0, 0x10]));
        AudioClip clip = Decode(file[..^4]);
        Assert.Equal([0.5f], clip.Samples[..1].ToArray());
        Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_blocks_and_such_without_sound_are_refused()
    {
        string message = Assert.Throws<UnsupportedAudioException>(() => Decode(ContainerWriter.Voc(ContainerWriter.VocBlock(1, [211, 1, 9, 9])))).Message;
        Assert.Contains("Creative ADPCM", message, StringComparison.Ordinal);
        Assert.Throws<CorruptAudioException>(() => Decode(ContainerWriter.Voc(ContainerWriter.VocBlock(3, [2, 0, 0]))));
    }

    private static AudioClip Decode(byte[] file)
    {
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);
        Assert.Equal(clip.Samples, AudioDecoder.Decode(new ForwardOnlyStream(file, 7), ManagedOnly).Samples);
        return clip;
    }
}
