namespace DrumClassification;

/// <summary>
/// Decides whether frames of MPEG audio follow each other at a place. A header has little that cannot be there by chance: quiet 16-bit
/// samples are full of the eleven set bits, and with them stand the numbers of layer I and of the free format; machine code has both too.
/// </summary>
internal sealed class MpegChain(ByteWindow window)
{
    /// <summary>The longest frame of a free format: 640 kbit/s at 8 kHz have less.</summary>
    public const int LargestFreeFrame = 8192;

    // Frames in a row before they are believed: at the start, after damage, behind junk, and of what is found by chance.
    private const int ChainAtStart = 3;
    private const int ChainThatGoesOn = 2;
    private const int ChainBehindJunk = 4;
    private const int Layer2BehindJunk = 8;
    private const int WeakChain = 16;
    private const int FewestLayer2 = 4;

    // Of what is found by chance so many must be there if the file ends before the chain does.
    private const int FewestWeak = 3;

    private readonly MpegPlausibility _plausibility = new();

    /// <summary>
    /// Tells whether a stream begins at the place: layer I and a free format only at the very start, and a free format only of layer III,
    /// whose side information tells frames from anything else. Nobody writes the others.
    /// </summary>
    /// <param name="offset">The place, from where the window stands.</param>
    /// <returns>The first header, and the bytes of a free format's frame; null where no stream begins.</returns>
    public (MpegHeader Header, int FreeSize)? Begin(int offset)
    {
        if (HeaderAt(offset) is not { } header || (header.IsWeak && offset > 0))
        {
            return null;
        }

        int freeSize = header.BitRateIndex == 0 && header.Layer == 3 ? FreeSize(offset, header) : 0;
        int frames = header.IsWeak ? WeakChain
            : offset == 0 ? (HasTag(header) ? ChainThatGoesOn : ChainAtStart)
            : header.Layer == 3 ? ChainBehindJunk : Layer2BehindJunk;
        return (header.BitRateIndex > 0 || freeSize > 0) && IsChain(offset, header, frames, freeSize, isLed: offset > 0) ? (header, freeSize) : null;
    }

    /// <summary>Tells whether a stream that was begun goes on where the window stands: two frames of it in a row.</summary>
    /// <param name="first">The stream's first header.</param>
    /// <param name="freeSize">Bytes of a free format's frame.</param>
    public bool GoesOn(MpegHeader first, int freeSize)
        => HeaderAt(0) is { } header && header.IsSameStream(first) && IsChain(0, header, ChainThatGoesOn, freeSize, isLed: false, isBegun: true);

    private bool IsChain(int offset, MpegHeader header, int frames, int freeSize, bool isLed, bool isBegun = false)
    {
        bool isWeak = header.IsWeak && !isBegun;
        bool isConstant = isWeak || (isLed && header.Layer == 2);

        // What repeats itself to the byte is a tone without a header: no encoder's frames do, but those of silence.
        bool isMonotonous = isLed || (freeSize > 0 && !isBegun);
        for (int done = 0; done < frames - 1; done++)
        {
            int size = header.FrameSize > 0 ? header.FrameSize : freeSize + header.Padding;
            ReadOnlySpan<byte> rest = window.Peek(offset + size + MpegHeader.Size)[offset..];
            if (rest.Length >= size && !_plausibility.IsFrame(header, rest[..size]))
            {
                return false;
            }

            offset += size;
            isMonotonous &= done == 0 || rest.Length < size || IsLikeOneBefore(offset - size, size, 1);
            if (isLed && header.Layer == 2 && rest.Length >= size && IsLikeOneBefore(offset - size, size, done))
            {
                return false;
            }

            if (rest.Length < size + MpegHeader.Size)
            {
                // A lone frame must be all there is, to the byte, and so must a few behind junk; one after another may be cut off.
                return isWeak ? !isMonotonous && (done >= FewestWeak || (done == FewestWeak - 1 && rest.Length == size))
                    : isLed ? done > (header.Layer == 2 ? FewestLayer2 : 1) && rest.Length == size && !isMonotonous : rest.Length == size || done > 0;
            }

            rest = rest[size..];
            if (MpegHeader.Parse(rest) is not { } next || !(isConstant ? next.IsSameKind(header) : next.IsSameStream(header)))
            {
                return (!isWeak || done >= FewestWeak - 1) && (!isLed || done > 0) && (rest.StartsWith("TAG"u8) || rest.StartsWith("APET"u8));
            }

            header = next;
        }

        return !isMonotonous;
    }

    // Whether the frame's content is that of one of so many before it, if they are as long.
    private bool IsLikeOneBefore(int offset, int size, int frames)
    {
        ReadOnlySpan<byte> all = window.Peek(offset + size);
        ReadOnlySpan<byte> content = all[(offset + MpegHeader.Size)..];
        for (int before = offset - size; frames > 0 && before >= 0; before -= size, frames--)
        {
            if (all.Slice(before + MpegHeader.Size, content.Length).SequenceEqual(content))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasTag(MpegHeader first) => MpegTag.Read(first, window.Peek(first.FrameSize)) is not null;

    private MpegHeader? HeaderAt(int offset)
    {
        ReadOnlySpan<byte> bytes = window.Peek(offset + MpegHeader.Size);
        return bytes.Length < offset + MpegHeader.Size ? null : MpegHeader.Parse(bytes[offset..]);
    }

    // The distance to the next header that agrees, if a third stands where that one says.
    private int FreeSize(int offset, MpegHeader header)
    {
        int least = MpegHeader.Size + header.SideInfoSize;
        ReadOnlySpan<byte> bytes = window.Peek(offset + (2 * LargestFreeFrame) + MpegHeader.Size)[offset..];
        for (int next = least; next + MpegHeader.Size <= bytes.Length && next <= LargestFreeFrame; next++)
        {
            int step = bytes[next..Math.Min(bytes.Length, LargestFreeFrame + 1)].IndexOf((byte)0xFF);
            if (step < 0)
            {
                break;
            }

            next += step;
            if (MpegHeader.Parse(bytes[next..]) is not { } second || !second.IsSameKind(header))
            {
                continue;
            }

            int size = next - header.Padding;
            int third = next + size + second.Padding;
            if (third == bytes.Length || (third < bytes.Length && MpegHeader.Parse(bytes[third..]) is { } last && last.IsSameKind(header)))
            {
                return size;
            }
        }

        return 0;
    }
}
