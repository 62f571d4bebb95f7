using System.Buffers.Binary;

namespace DrumClassification.Tests.Decoding;

/// <summary>Where a sound ends if its size is 0, too small, or said twice.</summary>
public sealed class SoundEndTests
{
    private const int Size = 4000;

    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };
    private static readonly byte[] Data = Noise();
    private static readonly float[] LittleEndian = Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data).ToBytes()).Samples.ToArray();
    private static readonly float[] BigEndian = Decode(ContainerWriter.Au(Data)).Samples.ToArray();

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    public void Wave64_of_size_0_is_read_to_its_end(long size)
    {
        AudioClip clip = Decode(ContainerWriter.Wave64(Data, size: size));
        Assert.Equal(LittleEndian, clip.Samples.ToArray());
        byte[] empty = ContainerWriter.Wave64([]);
        Assert.Throws<CorruptAudioException>(() => Decode(empty));

        // Another chunk follows the empty one.
        Assert.Throws<CorruptAudioException>(() => Decode([.. empty, .. ListChunk(new byte[8])]));
    }

    /// <summary>Files whose size of the sound is 0 or never filled in, with chunks behind it, and what they sound like.</summary>
    public static TheoryData<string, byte[], bool> Unsized()
    {
        byte[] list = new byte[40];
        byte[] sizes = new byte[28];
        return new()
        {
            { "WAV, 0", ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data, 0).Add("LIST", list).ToBytes(), false },
            { "WAV, 0, two chunks", ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data, 0).Add("LIST", list).Add("smpl", new byte[36]).ToBytes(), false },
            { "WAV, -1", ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data, 0xFFFFFFFF).Add("id3 ", list).ToBytes(), false },
            { "RF64, 0", ChunkFile.Wav("RF64").Add("ds64", sizes).AddFormat(1, 1, 44100, 16).Add("data", Data, 0xFFFFFFFF).Add("LIST", list).ToBytes(), false },
            { "RIFX, 0", ChunkFile.Wav("RIFX").AddFormat(1, 1, 44100, 16).Add("data", Data, 0).Add("LIST", list).ToBytes(), true },
            { "AIFF, 0", ChunkFile.Aiff().AddCommon(1, 0, 16, 44100).AddSound(Data, size: 0).Add("ANNO", list).ToBytes(), true },
            { "CAF, 0", [.. ContainerWriter.Caf(Data, size: 0), .. "info"u8, .. new byte[7], 40, .. list], true },
            { "W64, 0", [.. ContainerWriter.Wave64(Data, size: 24), .. ListChunk(list)], false },
        };
    }

    [Theory]
    [MemberData(nameof(Unsized))]
    public void Chunks_behind_a_sound_without_a_size_are_not_heard(string what, byte[] file, bool isBigEndian)
    {
        AudioClip clip = Decode(file);
        Assert.True((isBigEndian ? BigEndian : LittleEndian).AsSpan().SequenceEqual(clip.Samples.ToArray()), $"{what}: {clip.Samples.Length} samples");
        Assert.Contains("does not say where its sound ends", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    /// <summary>Files whose size of the sound is far too small.</summary>
    public static TheoryData<string, byte[], bool> TooSmall() => new()
    {
        { "AU", ContainerWriter.Au(Data, size: 100), true },
        { "WAV", ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data, 100).ToBytes(), false },
        { "WAV with chunks", ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data, 100).Add("LIST", new byte[40]).ToBytes(), false },
        { "AIFF", ChunkFile.Aiff().AddCommon(1, 50, 16, 44100).AddSound(Data, size: 108).ToBytes(), true },
        { "AIFF by its frames", ChunkFile.Aiff().AddCommon(1, Size / 2, 16, 44100).AddSound(Data, size: 108).ToBytes(), true },
        { "CAF", ContainerWriter.Caf(Data, size: 104), true },
        { "W64", ContainerWriter.Wave64(Data, size: 124), false },
        { "SPHERE", ContainerWriter.Sphere(Data, "channel_count -i 1\nsample_rate -i 16000\nsample_n_bytes -i 2\nsample_byte_format -s2 10\nsample_count -i 50\n"), true },
        { "AVR", ContainerWriter.Avr(Data, frames: 50), true },
        { "VOC", ContainerWriter.Voc(ContainerWriter.VocBlock(9, VocBody(), 112))[..^1], false },
        { "VOC, 0", ContainerWriter.Voc(ContainerWriter.VocBlock(9, VocBody(), 12))[..^1], false },
    };

    [Theory]
    [MemberData(nameof(TooSmall))]
    public void A_size_that_is_far_too_small_is_not_believed(string what, byte[] file, bool isBigEndian)
    {
        AudioClip clip = Decode(file);
        Assert.True((isBigEndian ? BigEndian : LittleEndian).AsSpan().SequenceEqual(clip.Samples.ToArray()), $"{what}: {clip.Samples.Length} samples");
        Assert.Single(clip.Source!.Warnings);
    }

    [Fact]
    public void A_size_that_the_file_agrees_with_is_believed_and_what_is_behind_it_is_told()
    {
        byte[] wav = ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data[..100]).ToBytes();
        AudioClip clip = Decode([.. wav, .. Data]);
        Assert.Equal(LittleEndian[..50], clip.Samples.ToArray());
        Assert.Contains("4000 bytes", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);

        // What is common is not worth a word: a tag, padding.
        clip = Decode([.. wav, .. "TAG"u8, .. new byte[125]]);
        Assert.Equal(LittleEndian[..50], clip.Samples.ToArray());
        Assert.Empty(clip.Source!.Warnings);
        clip = Decode(ContainerWriter.Au(Data, size: Size - 1000));
        Assert.Equal(BigEndian[..^500], clip.Samples.ToArray());
        Assert.Empty(clip.Source!.Warnings);
    }

    [Fact]
    public void Of_two_sounds_in_a_file_the_first_is_read()
    {
        byte[] half = Data[..(Size / 2)];
        byte[] other = Data[(Size / 2)..];
        ChunkFile wav = ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", half).Add("LIST", new byte[9]).Add("data", other);
        ChunkFile aiff = ChunkFile.Aiff().AddCommon(1, Size / 4, 16, 44100).AddSound(half).AddSound(other);
        foreach ((byte[] file, float[] expected) in new[] { (wav.ToBytes(), LittleEndian), (aiff.ToBytes(), BigEndian) })
        {
            AudioClip clip = Decode(file);
            Assert.Equal(expected[..(Size / 4)], clip.Samples.ToArray());
            Assert.Contains("second '", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
        }

        byte[] one = ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data).ToBytes();
        AudioClip first = Decode([.. one, .. one]);
        Assert.Equal(LittleEndian, first.Samples.ToArray());
        Assert.Contains("stands another", Assert.Single(first.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_behind_a_short_sound_is_a_chunk_though_its_size_is_wrong()
    {
        byte[] body = new byte[400];
        Array.Fill(body, (byte)0xEE);
        foreach (uint said in new uint[] { 0, 1000, 0x7FFFFFFF, 0xFFFFFFFF })
        {
            AudioClip clip = Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Data[..100]).Add("LIST", body, said).ToBytes());
            Assert.Equal(LittleEndian[..50], clip.Samples.ToArray());
        }
    }

    [Fact]
    public void Behind_the_blocks_of_VOC_what_is_none_is_told()
    {
        AudioClip clip = Decode([.. ContainerWriter.Voc(ContainerWriter.VocSound(Data))[..^1], .. "TAG and more"u8]);
        Assert.Equal(LittleEndian, clip.Samples.ToArray());
        Assert.Contains("bytes that are none", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    private static byte[] VocBody() => ContainerWriter.VocSound(Data)[4..];

    // Nothing in it looks like a chunk or a block.
    private static byte[] Noise()
    {
        byte[] data = new byte[Size];
        Random random = new(3);
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)random.Next(0x80, 0x100);
        }

        return data;
    }

    // Of Wave64.
    private static byte[] ListChunk(byte[] body)
    {
        byte[] size = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(size, 24 + body.Length);
        return [.. "list"u8, 0x2F, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 4, 0xC1, 0, 0, .. size, .. body];
    }

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);
}
