using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>What the first frame of an MP3 says about the whole, if it is no sound but a tag: Xing or Info, with LAME's part, or VBRI.</summary>
/// <param name="Frames">How many frames follow; null if it does not say.</param>
/// <param name="Delay">Samples that the encoder put before the sound; null if it does not say.</param>
/// <param name="Padding">Samples that it put behind.</param>
internal readonly record struct MpegTag(int? Frames, int? Delay, int Padding)
{
    private const int VbriOffset = 36;
    private const int FramesFlag = 1;
    private const int BytesFlag = 2;
    private const int TableFlag = 4;
    private const int QualityFlag = 8;
    private const int TableSize = 100;

    // Of LAME's part: 9 letters, what the encoder did, and then two times 12 bits.
    private const int DelaysOffset = 21;

    /// <summary>Reads the tag of a frame; null if the frame is sound.</summary>
    public static MpegTag? Read(MpegHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Layer != 3)
        {
            return null;
        }

        int offset = MpegHeader.Size + header.SideInfoSize;
        if (IsXing(frame, offset))
        {
            return ReadXing(frame[(offset + 4)..]);
        }

        // A few encoders count the checksum, most write the tag as if there were none.
        if (header.HasCrc && IsXing(frame, offset + 2))
        {
            return ReadXing(frame[(offset + 6)..]);
        }

        if (frame.Length >= VbriOffset + 18 && frame[VbriOffset..].StartsWith("VBRI"u8))
        {
            int frames = BinaryPrimitives.ReadInt32BigEndian(frame[(VbriOffset + 14)..]);
            return new MpegTag(frames > 0 ? frames : null, null, 0);
        }

        return null;
    }

    private static bool IsXing(ReadOnlySpan<byte> frame, int offset)
        => frame.Length >= offset + 8 && (frame[offset..].StartsWith("Xing"u8) || frame[offset..].StartsWith("Info"u8));

    private static MpegTag ReadXing(ReadOnlySpan<byte> tag)
    {
        int flags = BinaryPrimitives.ReadInt32BigEndian(tag);
        tag = tag[4..];
        int? frames = null;
        if ((flags & FramesFlag) != 0 && tag.Length >= 4)
        {
            int count = BinaryPrimitives.ReadInt32BigEndian(tag);
            frames = count > 0 ? count : null;
        }

        int skipped = ((flags & FramesFlag) != 0 ? 4 : 0) + ((flags & BytesFlag) != 0 ? 4 : 0)
            + ((flags & TableFlag) != 0 ? TableSize : 0) + ((flags & QualityFlag) != 0 ? 4 : 0);
        if (tag.Length < skipped + DelaysOffset + 3 || tag[skipped] == 0)
        {
            return new MpegTag(frames, null, 0);
        }

        ReadOnlySpan<byte> delays = tag[(skipped + DelaysOffset)..];
        return new MpegTag(frames, (delays[0] << 4) | (delays[1] >> 4), ((delays[1] & 15) << 8) | delays[2]);
    }
}
