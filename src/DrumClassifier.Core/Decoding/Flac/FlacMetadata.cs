using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>The metadata blocks before the frames of a FLAC file (RFC 9639, section 8).</summary>
internal static class FlacMetadata
{
    private const int HeaderSize = 4;
    private const int MaxBlocks = 1024;
    private const byte LastFlag = 0x80;
    private const byte TypeMask = 0x7F;

    /// <summary>Four letters before them.</summary>
    public static ReadOnlySpan<byte> Marker => "fLaC"u8;

    /// <summary>Reads the blocks, if there are any, and goes to where the first frame should be.</summary>
    /// <param name="input">Stands where the marker or the first frame is.</param>
    /// <param name="searchFrom">
    /// Where the first frame must be looked for if there is none where the input stands then: some block's length is wrong.
    /// </param>
    /// <returns>STREAMINFO; null if it is missing.</returns>
    public static FlacStreamInfo? Read(AudioInput input, out long searchFrom)
    {
        Span<byte> bytes = stackalloc byte[FlacStreamInfo.Size];
        searchFrom = input.Position;
        if (input.Read(bytes[..HeaderSize]) < HeaderSize || !bytes.StartsWith(Marker))
        {
            input.SeekTo(searchFrom);
            return null;
        }

        FlacStreamInfo? info = null;
        searchFrom = input.Position;
        for (int blocks = 0; blocks < MaxBlocks; blocks++)
        {
            Span<byte> header = bytes[..HeaderSize];
            if (input.Read(header) < HeaderSize || (header[0] & TypeMask) == TypeMask)
            {
                break;
            }

            bool isLast = (header[0] & LastFlag) != 0;
            bool isStreamInfo = info is null && (header[0] & TypeMask) == 0;
            long next = input.Position + (BinaryPrimitives.ReadUInt32BigEndian(header) & 0xFFFFFF);
            if (isStreamInfo && next - input.Position >= bytes.Length && input.Read(bytes) == bytes.Length)
            {
                info = FlacStreamInfo.Parse(bytes);
                searchFrom = input.Position;
            }

            input.SeekTo(next);
            if (input.Position < next)
            {
                break;
            }

            if (isLast)
            {
                return info;
            }
        }

        if (input.CanSeekTo(searchFrom))
        {
            input.SeekTo(searchFrom);
        }

        return info;
    }
}
