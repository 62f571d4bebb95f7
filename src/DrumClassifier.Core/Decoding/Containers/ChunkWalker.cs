using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace DrumClassification;

/// <summary>
/// Goes through the chunks of an IFF-like file (RIFF, RF64, RIFX, FORM): four letters, a 32-bit size, a body, a padding byte. Sizes that
/// are off by a byte and padding that is missing or not zero are seen through: the next chunk is where letters that are known stand.
/// </summary>
internal sealed class ChunkWalker(AudioInput input, bool bigEndian)
{
    // Honest files have a dozen chunks. Without a limit, an endless stream of zeros would be walked forever.
    private const int MaxChunks = 4096;

    /// <summary>How far <see cref="Find"/> looks: what an input that cannot seek still holds.</summary>
    private const int FindLimit = 1 << 19;

    private const int HeaderSize = 8;

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "fmt ", "data", "fact", "LIST", "JUNK", "junk", "PAD ", "FLLR", "bext", "cue ", "smpl", "inst", "ds64", "id3 ", "ID3 ", "PEAK",
        "acid", "plst", "labl", "note", "ltxt", "iXML", "axml", "cart", "minf", "elm1", "regn", "umid", "DGDA", "LGWV", "afsp", "_PMX",
        "strc", "chna", "wavl", "slnt", "levl", "DISP", "COMM", "SSND", "FVER", "MARK", "INST", "COMT", "NAME", "AUTH", "(c) ", "ANNO",
        "MIDI", "AESD", "APPL", "CHAN", "SAXL", "basc", "trns", "cate", "VHDR", "BODY", "CHRS",
        "list", "info", "strg", "mark", "uuid", "kuki", "chan", "free",
    };

    private readonly long _first = input.Position;
    private int _chunks;
    private long _next = -1;

    /// <summary>The four letters of the chunk; anything that is not printable ASCII is shown as '?'.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What the header says is the size of the body in bytes.</summary>
    public uint Size { get; private set; }

    /// <summary>Where the body starts.</summary>
    public long BodyStart { get; private set; }

    /// <summary>Goes to the next chunk, which starts here the first time; false at the end of the stream, of what may be skipped, or if there is no end of chunks.</summary>
    public bool MoveNext()
    {
        if (_next >= 0)
        {
            if (_next - input.Position > AudioInput.SkipLimit && !input.CanSeekTo(_next))
            {
                return false;
            }

            // The byte before is looked at too, if it was not read with the body.
            long from = Math.Max(input.Position, _next - 1);
            input.SeekTo(from);
            Span<byte> window = stackalloc byte[HeaderSize];
            window = window[..input.Peek(window)];
            input.SeekTo(from + Choose(window, (int)(_next - from)));
        }

        return ++_chunks <= MaxChunks && ReadHeader();
    }

    /// <summary>
    /// Looks for a chunk that the walk did not meet, because a size on the way was wrong or it lies inside another one: letter by letter,
    /// in the first half MiB.
    /// </summary>
    /// <param name="id">Its four letters.</param>
    /// <param name="from">Where to start; where the first chunk starts at the earliest.</param>
    /// <returns>Whether there is one that is not empty; then it is the current one.</returns>
    public bool Find(string id, long from = 0)
    {
        from = Math.Max(from, _first);
        if (!input.CanSeekTo(from))
        {
            return false;
        }

        input.SeekTo(from);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(FindLimit);
        try
        {
            return GoTo(id, from, bytes.AsSpan(0, input.Read(bytes.AsSpan(0, FindLimit))));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Whether nothing follows the current place, or a chunk that is known does: then a size of 0 is no mistake.</summary>
    public bool EndsHere()
    {
        Span<byte> next = stackalloc byte[4];
        return input.Peek(next) < next.Length || IsKnown(next);
    }

    /// <summary>Reads the start of the body; returns how much of the buffer it fills.</summary>
    public int Read(Span<byte> buffer)
        => input.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, BodyStart + Size - input.Position))]);

    /// <summary>Whether four letters are those of a chunk that files of sound have.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> letters) => Known.Contains(ToText(letters[..4]));

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

    /// <summary>Tells where in the window the next chunk starts.</summary>
    /// <param name="window">What stands about the place.</param>
    /// <param name="end">Where the body ends in it, by the chunk's size.</param>
    private int Choose(ReadOnlySpan<byte> window, int end)
    {
        int padded = end + (int)(Size & 1);
        int unpadded = end + 1 - (int)(Size & 1);
        foreach (int place in (ReadOnlySpan<int>)[padded, unpadded, end - 1, end + 2])
        {
            if (place >= 0 && place + 4 <= window.Length && IsKnown(window[place..]))
            {
                return place;
            }
        }

        // Letters that are not known, but letters: some writers leave the padding out.
        return unpadded == end && end + 5 <= window.Length && IsPrintable(window[end..]) && !IsPrintable(window[padded..]) ? end : padded;
    }

    private bool GoTo(string id, long start, ReadOnlySpan<byte> bytes)
    {
        Span<byte> letters = stackalloc byte[4];
        Encoding.ASCII.GetBytes(id, letters);
        int at = 0;
        for (int next; (next = bytes[at..].IndexOf(letters)) >= 0 && at + next + HeaderSize <= bytes.Length; at += 4)
        {
            at += next;
            if (ReadUInt32(bytes[(at + 4)..], bigEndian) != 0 && input.CanSeekTo(start + at))
            {
                input.SeekTo(start + at);
                return ReadHeader();
            }
        }

        return false;
    }

    private bool ReadHeader()
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (input.Read(header) < header.Length)
        {
            return false;
        }

        Id = ToText(header[..4]);
        Size = ReadUInt32(header[4..], bigEndian);
        BodyStart = input.Position;
        _next = BodyStart + Size;
        return true;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> letters) => letters[..4].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0;
}
