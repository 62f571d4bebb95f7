using System.Buffers.Binary;
using System.Text;

namespace DrumClassification.Tests.Decoding;

/// <summary>Builds the files of containers other than RIFF and FORM, honest or not.</summary>
internal static class ContainerWriter
{
    public static byte[] Au(
        byte[] sound, uint encoding = 3, uint channels = 1, uint sampleRate = 44100, uint? size = null, uint offset = 28, bool bigEndian = true, string? letters = null)
        =>
        [
            .. Encoding.ASCII.GetBytes(letters ?? (bigEndian ? ".snd" : "dns.")), .. UInt32(offset, bigEndian), .. UInt32(size ?? (uint)sound.Length, bigEndian),
            .. UInt32(encoding, bigEndian), .. UInt32(sampleRate, bigEndian), .. UInt32(channels, bigEndian), .. new byte[Math.Clamp((int)offset - 24, 0, 64)], .. sound,
        ];

    public static byte[] Caf(
        byte[] sound, string codec = "lpcm", uint flags = 0, uint packetSize = 2, uint channels = 1, uint bits = 16, double sampleRate = 44100, long? size = null, bool dataFirst = false)
    {
        byte[] description = CafChunk(
            "desc",
            [
                .. Int64(BitConverter.DoubleToInt64Bits(sampleRate), true), .. Encoding.ASCII.GetBytes(codec), .. UInt32(flags), .. UInt32(packetSize),
                .. UInt32(1), .. UInt32(channels), .. UInt32(bits),
            ]);
        byte[] data = CafChunk("data", [0, 0, 0, 1, .. sound], size);
        byte[] other = CafChunk("free", new byte[5]);
        return [.. "caff"u8, 0, 1, 0, 0, .. dataFirst ? [.. other, .. data, .. description] : (byte[])[.. description, .. other, .. data]];
    }

    public static byte[] Wave64(byte[] sound, ushort tag = 1, int channels = 1, int sampleRate = 44100, int bits = 16, long? size = null)
    {
        byte[] format = ChunkFile.Wav().AddFormat(tag, channels, sampleRate, bits).ToBytes()[20..];
        return
        [
            .. "riff"u8, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0, 0, .. Int64(0, false), .. Wave64Guid("wave"),
            .. Wave64Chunk("fmt ", format), .. Wave64Chunk("junk", new byte[3]), .. Wave64Chunk("data", sound, size),
        ];
    }

    public static byte[] Ircam(byte[] sound, uint encoding = 2, uint channels = 1, float sampleRate = 44100, bool bigEndian = false, byte[]? letters = null)
        =>
        [
            .. letters ?? (bigEndian ? [0x64, 0xA3, 2, 0] : [0, 1, 0xA3, 0x64]), .. UInt32(BitConverter.SingleToUInt32Bits(sampleRate), bigEndian),
            .. UInt32(channels, bigEndian), .. UInt32(encoding, bigEndian), .. new byte[1024 - 16], .. sound,
        ];

    public static byte[] Htk(byte[] sound, uint period = 227, uint? frames = null)
        => [.. UInt32(frames ?? (uint)sound.Length / 2), .. UInt32(period), 0, 2, 0, 0, .. sound];

    public static byte[] Svx(byte[] sound, bool isWide = false, byte octaves = 1, byte compression = 0, uint oneShot = 0, bool isStereo = false)
    {
        ChunkFile file = new ChunkFile("FORM", isWide ? "16SV" : "8SVX", true).Add(
            "VHDR", [.. UInt32(oneShot), .. UInt32(0), .. UInt32(0), 0x56, 0x22, octaves, compression, 0, 1, 0, 0]);
        return (isStereo ? file.Add("CHAN", [0, 0, 0, 6]) : file).Add("NAME", [65]).Add("BODY", sound).ToBytes();
    }

    public static byte[] Sphere(byte[] sound, string fields)
        => [.. Encoding.ASCII.GetBytes(("NIST_1A\n   1024\n" + fields + "end_head\n").PadRight(1024)), .. sound];

    public static byte[] Pvf(byte[] sound, string numbers = "1 8000 16") => [.. Encoding.ASCII.GetBytes($"PVF1\n{numbers}\n"), .. sound];

    public static byte[] Avr(byte[] sound, byte bits = 16, bool isSigned = true, bool isStereo = false, uint frames = 0)
    {
        byte flag = isStereo ? (byte)0xFF : (byte)0;
        byte sign = isSigned ? (byte)0xFF : (byte)0;
        return [.. "2BITkick\0\0\0\0"u8, flag, flag, 0, bits, sign, sign, 0, 0, 0xFF, 0xFF, .. UInt32(0xFF00AC44), .. UInt32(frames), .. new byte[128 - 30], .. sound];
    }

    public static byte[] Paf(byte[] sound, uint format = 0, bool bigEndian = true)
        =>
        [
            .. bigEndian ? " paf"u8 : "fap "u8, .. UInt32(0, bigEndian), .. UInt32(bigEndian ? 0u : 1, bigEndian), .. UInt32(44100, bigEndian),
            .. UInt32(format, bigEndian), .. UInt32(1, bigEndian), .. UInt32(0, bigEndian), .. new byte[2048 - 28], .. sound,
        ];

    public static byte[] Voc(params byte[][] blocks)
        => [.. "Creative Voice File\u001A"u8, 26, 0, 0x14, 1, 0x1F, 0x11, .. blocks.SelectMany(block => block), 0];

    public static byte[] VocBlock(byte type, byte[] body, int? size = null)
    {
        int length = size ?? body.Length;
        return [type, (byte)length, (byte)(length >> 8), (byte)(length >> 16), .. body];
    }

    /// <summary>The head of a block of type 9 and the sound.</summary>
    public static byte[] VocSound(byte[] sound, uint sampleRate = 44100, byte bits = 16, byte channels = 1, ushort codec = 4)
        => VocBlock(9, [.. UInt32(sampleRate, false), bits, channels, (byte)codec, (byte)(codec >> 8), 0, 0, 0, 0, .. sound]);

    private static byte[] CafChunk(string id, byte[] body, long? size = null) => [.. Encoding.ASCII.GetBytes(id), .. Int64(size ?? body.Length, true), .. body];

    private static byte[] Wave64Guid(string id) => [.. Encoding.ASCII.GetBytes(id), 0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];

    private static byte[] Wave64Chunk(string id, byte[] body, long? size = null)
        => [.. Wave64Guid(id), .. Int64(size ?? body.Length + 24, false), .. body, .. new byte[-body.Length & 7]];

    private static byte[] UInt32(uint value, bool bigEndian = true)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return bytes;
    }

    private static byte[] Int64(long value, bool bigEndian)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return bytes;
    }
}
