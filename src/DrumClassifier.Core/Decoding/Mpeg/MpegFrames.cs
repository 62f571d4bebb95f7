using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the frames of MPEG audio, front to back. Two headers must agree before either is believed: eleven set bits are found in any noise.</summary>
internal sealed class MpegFrames(ByteWindow window)
{
    // Frames in a row before bytes behind junk are believed to be a stream.
    private const int ChainBehindJunk = 4;
    private const int LargestFreeFrame = 8192;
    private const int Id3v1Size = 128;
    private const int ApeHeaderSize = 32;

    private MpegHeader? _first;

    // Bytes of a frame without padding; 0 if the headers tell.
    private int _freeSize;

    /// <summary>Whether bytes within the stream were passed over because they are no frames.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Whether the stream ends inside a frame.</summary>
    public bool EndsInsideFrame { get; private set; }

    /// <summary>Bytes of the first frame, after <see cref="FindFirst"/>.</summary>
    public int SizeOfFirst => _first is { } first ? Size(first) : 0;

    /// <summary>Goes to the first frame.</summary>
    /// <param name="searchLimit">How many bytes of junk may stand before it.</param>
    /// <returns>Its header; null if there is none.</returns>
    public MpegHeader? FindFirst(int searchLimit)
    {
        for (int offset = 0; offset <= searchLimit;)
        {
            if (IsChain(offset, offset == 0 ? 2 : ChainBehindJunk) is { } header)
            {
                window.Skip(offset);
                _first = header;
                _freeSize = header.BitRateIndex == 0 ? FreeSize(0, header) : 0;
                return header;
            }

            ReadOnlySpan<byte> rest = window.Peek(Math.Min(searchLimit, offset + LargestFreeFrame) + MpegHeader.Size);
            int next = rest.Length <= offset + 1 ? -1 : rest[(offset + 1)..].IndexOf((byte)0xFF);
            if (next < 0 && rest.Length < offset + LargestFreeFrame)
            {
                break;
            }

            offset = next < 0 ? rest.Length : offset + 1 + next;
        }

        return null;
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">The whole frame; valid up to the next call.</param>
    /// <returns>False at the end of the stream.</returns>
    public bool TryRead(out MpegHeader header, out ReadOnlySpan<byte> frame)
    {
        MpegHeader first = _first ?? throw new InvalidOperationException("There is no first frame.");
        while (true)
        {
            ReadOnlySpan<byte> next = window.Peek(MpegHeader.Size);
            header = MpegHeader.Parse(next) ?? default;
            frame = default;
            if (header != default && header.IsSameStream(first))
            {
                int size = Size(header);
                frame = window.Peek(size);
                EndsInsideFrame = frame.Length < size;
                if (!EndsInsideFrame)
                {
                    window.Skip(size);
                }

                return !EndsInsideFrame;
            }

            if (next.Length < MpegHeader.Size || !SkipTag() && !Resynchronize(first))
            {
                return false;
            }
        }
    }

    private int Size(MpegHeader header) => header.FrameSize > 0 ? header.FrameSize : _freeSize + header.Padding;

    // A tag at the end is no damage: ID3v1, APE, Lyrics3; ID3v2 where files were put behind each other.
    private bool SkipTag()
    {
        ReadOnlySpan<byte> head = window.Peek(ApeHeaderSize);
        long size = head.StartsWith("TAG"u8) ? Id3v1Size
            : head.StartsWith("APETAGEX"u8) && head.Length == ApeHeaderSize ? ApeHeaderSize + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[12..])
            : Id3Tag.Size(head) ?? 0;
        window.Skip(size);
        return size > 0;
    }

    private bool Resynchronize(MpegHeader first)
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = window.Peek(LargestFreeFrame);
            int next = rest.Length < 2 ? -1 : rest[1..].IndexOf((byte)0xFF);
            if (next < 0 && rest.Length < LargestFreeFrame)
            {
                return false;
            }

            window.Skip(next < 0 ? rest.Length : next + 1);
            if (next >= 0 && IsChain(0, 2) is { } header && header.IsSameStream(first))
            {
                HasGap = true;
                return true;
            }
        }
    }

    // The header there, if so many frames follow each other, or fewer up to the end.
    private MpegHeader? IsChain(int offset, int frames)
    {
        bool isLed = offset > 0;
        MpegHeader? first = HeaderAt(offset);
        if (first is not { } header)
        {
            return null;
        }

        int freeSize = header.BitRateIndex != 0 ? 0 : _freeSize > 0 ? _freeSize : FreeSize(offset, header);
        if (header.BitRateIndex == 0 && freeSize == 0)
        {
            return null;
        }

        for (int done = 0; done < frames; done++)
        {
            int size = header.FrameSize > 0 ? header.FrameSize : freeSize + header.Padding;
            if (done == frames - 1)
            {
                return first;
            }

            offset += size;
            ReadOnlySpan<byte> rest = window.Peek(offset + MpegHeader.Size);
            if (rest.Length < offset + MpegHeader.Size)
            {
                // A lone frame must be all there is, to the byte; one after another may be cut off.
                return (rest.Length == offset && !isLed) || (done > 0 && rest.Length <= offset) ? first : null;
            }

            if (MpegHeader.Parse(rest[offset..]) is not { } next || !next.IsSameStream(header))
            {
                return rest[offset..].StartsWith("TAG"u8) || rest[offset..].StartsWith("APET"u8) ? first : null;
            }

            header = next;
        }

        return first;
    }

    private MpegHeader? HeaderAt(int offset)
    {
        ReadOnlySpan<byte> bytes = window.Peek(offset + MpegHeader.Size);
        return bytes.Length < offset + MpegHeader.Size ? null : MpegHeader.Parse(bytes[offset..]);
    }

    // The distance to the next header that agrees, if a third stands where that one says.
    private int FreeSize(int offset, MpegHeader header)
    {
        int least = MpegHeader.Size + (header.Layer == 3 ? header.SideInfoSize : 8);
        ReadOnlySpan<byte> bytes = window.Peek(offset + (2 * LargestFreeFrame) + MpegHeader.Size)[offset..];
        for (int next = least; next + MpegHeader.Size <= bytes.Length && next <= LargestFreeFrame; next++)
        {
            int step = bytes[next..Math.Min(bytes.Length, LargestFreeFrame + 1)].IndexOf((byte)0xFF);
            if (step < 0)
            {
                break;
            }

            next += step;
            if (MpegHeader.Parse(bytes[next..]) is not { } second || !second.IsSameStream(header))
            {
                continue;
            }

            int size = next - header.Padding;
            int third = next + size + second.Padding;
            if (third == bytes.Length || (third < bytes.Length && MpegHeader.Parse(bytes[third..]) is { } last && last.IsSameStream(header)))
            {
                return size;
            }
        }

        return 0;
    }
}
