using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the frames of MPEG audio, front to back; <see cref="MpegChain"/> says what is believed to be some.</summary>
internal sealed class MpegFrames(ByteWindow window)
{
    private const int Id3v1Size = 128;
    private const int ApeHeaderSize = 32;

    private readonly MpegChain _chain = new(window);
    private MpegHeader? _first;

    // Bytes of a frame without padding; 0 if the headers tell.
    private int _freeSize;
    private long _frameBytes;
    private long _gapBytes;

    /// <summary>Whether bytes within the stream were passed over because they are no frames.</summary>
    public bool HasGap { get; private set; }

    /// <summary>
    /// Whether more bytes lie between the frames than in them; zeros, which a download that was broken off leaves, do not count.
    /// </summary>
    public bool IsMostlyGap => _gapBytes > _frameBytes;

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
            if (_chain.Begin(offset) is { } begin)
            {
                window.Skip(offset);
                (_first, _freeSize) = begin;
                return begin.Header;
            }

            ReadOnlySpan<byte> rest = window.Peek(Math.Min(searchLimit, offset + MpegChain.LargestFreeFrame) + MpegHeader.Size);
            int next = rest.Length <= offset + 1 ? -1 : rest[(offset + 1)..].IndexOf((byte)0xFF);
            if (next < 0 && rest.Length < offset + MpegChain.LargestFreeFrame)
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
                    _frameBytes += size;
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
        long passed = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = window.Peek(MpegChain.LargestFreeFrame);
            int next = rest.Length < 2 ? -1 : rest[1..].IndexOf((byte)0xFF);
            if (next < 0 && rest.Length < MpegChain.LargestFreeFrame)
            {
                return false;
            }

            int skipped = next < 0 ? rest.Length : next + 1;
            passed += skipped - rest[..skipped].Count((byte)0);
            window.Skip(skipped);
            if (next >= 0 && _chain.GoesOn(first, _freeSize))
            {
                HasGap = true;
                _gapBytes += passed;
                return true;
            }
        }
    }
}
