using System.Buffers.Binary;
using System.Text;

namespace DrumClassification;

/// <summary>Goes through the chunks of an IFF-like file (RIFF, RF64, RIFX, FORM): four letters, a 32-bit size, a body, a padding byte.</summary>
internal sealed class ChunkWalker(AudioInput input, bool bigEndian)
{
    // Honest files have a dozen chunks. Without a limit, an endless stream of zeros would be walked forever.
    private const int MaxChunks = 4096;

    private int _chunks;
    private long _next = -1;

    /// <summary>The four letters of the chunk; anything that is not printable ASCII is shown as '?'.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What the header says is the size of the body in bytes.</summary>
    public uint Size { get; private set; }

    /// <summary>Where the body starts.</summary>
    public long BodyStart { get; private set; }

    /// <summary>Goes to the next chunk, which starts here the first time; false at the end of the stream.</summary>
    /// <exception cref="CorruptAudioException">There is no end of chunks.</exception>
    public bool MoveNext()
    {
        Span<byte> header = stackalloc byte[8];
        int have = 0;
        if (_next >= 0)
        {
            input.SeekTo(_next);
            if ((Size & 1) != 0)
            {
                // Some writers leave the padding byte out: then this is the first letter of the next chunk.
                have = input.Read(header[..1]) == 1 && header[0] != 0 ? 1 : 0;
            }
        }

        if (have + input.Read(header[have..]) < header.Length)
        {
            return false;
        }

        if (++_chunks > MaxChunks)
        {
            throw new CorruptAudioException($"The file has more than {MaxChunks} chunks and no sound among them.");
        }

        Id = ToText(header[..4]);
        Size = ReadUInt32(header[4..], bigEndian);
        BodyStart = input.Position;
        _next = BodyStart + Size;
        return true;
    }

    /// <summary>Reads the start of the body; returns how much of the buffer it fills.</summary>
    public int Read(Span<byte> buffer)
        => input.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, BodyStart + Size - input.Position))]);

    /// <summary>Four letters as text that can be shown.</summary>
    public static string ToText(ReadOnlySpan<byte> letters)
    {
        StringBuilder text = new(letters.Length);
        foreach (byte letter in letters)
        {
            text.Append(letter is >= 0x20 and < 0x7F ? (char)letter : '?');
        }

        return text.ToString();
    }

    public static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool bigEndian)
        => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static ushort ReadUInt16(ReadOnlySpan<byte> bytes, bool bigEndian)
        => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
