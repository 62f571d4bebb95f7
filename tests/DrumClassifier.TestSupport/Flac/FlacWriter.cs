using System.Security.Cryptography;

namespace DrumClassification.Tests;

/// <summary>Writes FLAC files for tests, in every way that RFC 9639 allows and some that it does not. Slow and plain.</summary>
/// <param name="channels">Number of channels, 1 … 8.</param>
/// <param name="sampleRate">Sampling rate in Hz.</param>
/// <param name="bits">Bits of a sample, 4 … 32.</param>
public sealed class FlacWriter(int channels, int sampleRate, int bits)
{
    private readonly List<int[][]> _blocks = [];
    private readonly List<byte[]> _frames = [];
    private long _samples;

    /// <summary>The frames so far, for tests that damage them.</summary>
    public IReadOnlyList<byte[]> Frames => _frames;

    /// <summary>Whether frames have numbers of samples, so that they may have any size.</summary>
    public bool CountsSamples { get; init; }

    /// <summary>Adds a frame.</summary>
    /// <param name="samples">As many arrays as there are channels, one as long as the other.</param>
    /// <param name="coding">How to store them; null for fixed prediction of order 2.</param>
    public FlacWriter Add(int[][] samples, FlacFrameCoding? coding = null)
    {
        coding ??= new FlacFrameCoding();
        byte[] header = FlacFrameWriter.Header(
            samples, sampleRate, bits, CountsSamples, coding.Number ?? (CountsSamples ? _samples : _frames.Count), coding);
        _frames.Add(FlacFrameWriter.Frame(header, samples, bits, coding));
        _blocks.Add(samples);
        _samples += samples[0].Length;
        return this;
    }

    /// <summary>Adds samples, all of a channel at once, in frames of one size; the last may be smaller.</summary>
    public FlacWriter AddAll(int[][] samples, int blockSize, FlacFrameCoding? coding = null)
    {
        for (int start = 0; start < samples[0].Length; start += blockSize)
        {
            Add([.. samples.Select(channel => channel[start..Math.Min(start + blockSize, channel.Length)])], coding);
        }

        return this;
    }

    /// <summary>The file: marker, STREAMINFO, other blocks, frames.</summary>
    /// <param name="total">Samples a channel that STREAMINFO promises; null for the truth, 0 for "unknown".</param>
    /// <param name="blocks">Other metadata blocks with their headers, of which none says that it is the last.</param>
    public byte[] ToBytes(long? total = null, params byte[][] blocks)
        => [.. "fLaC"u8, .. StreamInfo(total, blocks.Length == 0), .. Last(blocks), .. _frames.SelectMany(frame => frame)];

    /// <summary>A metadata block with its header.</summary>
    /// <param name="type">Type of the block.</param>
    /// <param name="body">What it holds.</param>
    /// <param name="length">The length that its header says; null for the truth.</param>
    public static byte[] Block(int type, byte[] body, int? length = null)
    {
        int size = length ?? body.Length;
        return [(byte)type, (byte)(size >> 16), (byte)(size >> 8), (byte)size, .. body];
    }

    /// <summary>Gives a frame that was changed the checksums that it must have to be believed.</summary>
    /// <param name="frame">The frame; its last two bytes are replaced.</param>
    /// <param name="headerSize">Bytes of its header; the last of them is replaced too.</param>
    public static byte[] Seal(byte[] frame, int headerSize)
    {
        FlacBitWriter header = new();
        foreach (byte value in frame.AsSpan(0, headerSize - 1))
        {
            header.Write(value, 8);
        }

        FlacBitWriter whole = new();
        foreach (byte value in (byte[])[.. header.ToBytes(8, 0x07), .. frame.AsSpan(headerSize..^2)])
        {
            whole.Write(value, 8);
        }

        return whole.ToBytes(16, 0x8005);
    }

    /// <summary>The STREAMINFO block with its header.</summary>
    public byte[] StreamInfo(long? total = null, bool isLast = true)
    {
        FlacBitWriter writer = new();
        writer.Write(isLast ? 0x80 : 0, 8);
        writer.Write(34, 24);
        writer.Write(CountsSamples ? 16 : _blocks.Select(block => block[0].Length).FirstOrDefault(16), 16);
        writer.Write(_blocks.Select(block => block[0].Length).DefaultIfEmpty(16).Max(), 16);
        writer.Write(0, 48);
        writer.Write(sampleRate, 20);
        writer.Write(channels - 1, 3);
        writer.Write(bits - 1, 5);
        writer.Write(total ?? _samples, 36);
        return [.. writer.ToBytes(0, 0), .. Md5()];
    }

#pragma warning disable CA5351 // FLAC's checksum is MD5; nothing depends on it being hard to forge.
    private byte[] Md5()
    {
        int size = (bits + 7) / 8;
        using MemoryStream bytes = new();
        foreach (int[][] block in _blocks)
        {
            for (int i = 0; i < block[0].Length; i++)
            {
                foreach (int[] channel in block)
                {
                    for (int k = 0; k < size; k++)
                    {
                        bytes.WriteByte((byte)(channel[i] >> (8 * k)));
                    }
                }
            }
        }

        return MD5.HashData(bytes.ToArray());
    }
#pragma warning restore CA5351

    private static byte[] Last(byte[][] blocks)
    {
        byte[] bytes = [.. blocks.SelectMany(block => block)];
        if (bytes.Length > 0)
        {
            bytes[bytes.Length - blocks[^1].Length] |= 0x80;
        }

        return bytes;
    }
}
