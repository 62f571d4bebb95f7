using System.Buffers.Binary;
using System.Text;

namespace DrumClassification.Tests.Decoding;

/// <summary>Builds RIFF and FORM files chunk by chunk, honest or not.</summary>
internal sealed class ChunkFile(string outerId, string type, bool bigEndian)
{
    private readonly List<byte> _body = [.. Encoding.ASCII.GetBytes(type)];

    public static ChunkFile Wav(string outerId = "RIFF") => new(outerId, "WAVE", outerId == "RIFX");

    public static ChunkFile Aiff(bool compressed = false) => new("FORM", compressed ? "AIFC" : "AIFF", true);

    /// <summary>Appends a chunk; a size other than its body's makes it lie.</summary>
    public ChunkFile Add(string id, byte[] body, uint? size = null, bool pad = true)
    {
        _body.AddRange(Encoding.ASCII.GetBytes(id));
        _body.AddRange(UInt32(size ?? (uint)body.Length));
        _body.AddRange(body);
        if (pad && body.Length % 2 != 0)
        {
            _body.Add(0);
        }

        return this;
    }

    public ChunkFile AddFormat(ushort tag, int channels, int sampleRate, int bits, int? frameSize = null, byte[]? extra = null)
        => Add("fmt ", [.. Format(tag, channels, sampleRate, bits, frameSize), .. extra ?? []]);

    /// <summary>A format chunk of 40 bytes whose GUID starts with the tag.</summary>
    public ChunkFile AddExtensibleFormat(ushort tag, int channels, int sampleRate, int bits, int validBits)
        => Add(
            "fmt ",
            [
                .. Format(0xFFFE, channels, sampleRate, bits, null), .. UInt16(22), .. UInt16((ushort)validBits), .. UInt32(0),
                .. UInt16(tag), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71,
            ]);

    public ChunkFile AddCommon(int channels, uint frames, int bits, double sampleRate, string? codec = null)
        => Add(
            "COMM",
            [
                .. UInt16((ushort)channels), .. UInt32(frames), .. UInt16((ushort)bits), .. Extended(sampleRate),
                .. codec is null ? [] : Encoding.ASCII.GetBytes(codec), .. codec is null ? Array.Empty<byte>() : [0, 0],
            ]);

    public ChunkFile AddSound(byte[] samples, uint offset = 0, uint? size = null)
        => Add("SSND", [.. UInt32(offset), .. UInt32(0), .. new byte[offset], .. samples], size);

    public byte[] ToBytes(uint? size = null)
        => [.. Encoding.ASCII.GetBytes(outerId), .. UInt32(size ?? (uint)_body.Count), .. _body];

    public byte[] UInt32(uint value)
    {
        byte[] bytes = new byte[4];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }

        return bytes;
    }

    public byte[] UInt16(ushort value) => bigEndian ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];

    /// <summary>A positive number as 80-bit extended.</summary>
    private static byte[] Extended(double value)
    {
        byte[] bytes = new byte[10];
        int exponent = Math.ILogB(value);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(exponent + 16383));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(2), (ulong)Math.ScaleB(value, 63 - exponent));
        return bytes;
    }

    private byte[] Format(ushort tag, int channels, int sampleRate, int bits, int? frameSize)
    {
        int frame = frameSize ?? channels * ((bits + 7) / 8);
        return
        [
            .. UInt16(tag), .. UInt16((ushort)channels), .. UInt32((uint)sampleRate), .. UInt32((uint)(sampleRate * frame)),
            .. UInt16((ushort)frame), .. UInt16((ushort)bits),
        ];
    }
}
