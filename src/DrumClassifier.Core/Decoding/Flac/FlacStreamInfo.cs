using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>The STREAMINFO block (RFC 9639, section 8.2): what a FLAC stream says about all of its frames.</summary>
/// <param name="MinBlockSize">Fewest samples a channel in a frame, but for the last.</param>
/// <param name="MaxBlockSize">Most samples a channel in a frame.</param>
/// <param name="SampleRate">Sampling rate in Hz; 0 if it is not audio.</param>
/// <param name="Channels">Number of channels, 1 … 8.</param>
/// <param name="BitsPerSample">Bits of a sample, 1 … 32 (4 … 32 are allowed).</param>
/// <param name="TotalSamples">Samples a channel; 0 if that is not known.</param>
internal sealed record FlacStreamInfo(
    int MinBlockSize, int MaxBlockSize, int SampleRate, int Channels, int BitsPerSample, long TotalSamples)
{
    /// <summary>Bytes of the block.</summary>
    public const int Size = 34;

    /// <summary>MD5 of the samples as little-endian integers of whole bytes, interleaved; all zeros where it is not known.</summary>
    public ReadOnlyMemory<byte> Md5 { get; init; }

    /// <summary>Reads the block's <see cref="Size"/> bytes.</summary>
    public static FlacStreamInfo Parse(ReadOnlySpan<byte> block)
    {
        ulong packed = BinaryPrimitives.ReadUInt64BigEndian(block[10..]);
        return new FlacStreamInfo(
            BinaryPrimitives.ReadUInt16BigEndian(block),
            BinaryPrimitives.ReadUInt16BigEndian(block[2..]),
            (int)(packed >> 44),
            (int)((packed >> 41) & 7) + 1,
            (int)((packed >> 36) & 31) + 1,
            (long)(packed & 0xF_FFFF_FFFF))
        {
            Md5 = block[18..Size].ToArray(),
        };
    }
}
