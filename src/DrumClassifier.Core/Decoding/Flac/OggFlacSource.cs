namespace DrumClassification;

/// <summary>
/// Ogg FLAC (RFC 9639, section 10.1) as the FLAC stream that it was made of: the first packet without what Ogg adds to it, then
/// the packets with frames. The other metadata blocks, each a packet, are left out.
/// </summary>
internal sealed class OggFlacSource(AudioInput input) : IDisposable
{
    /// <summary>Letters that the first packet starts with.</summary>
    public static ReadOnlySpan<byte> Marker => "\u007FFLAC"u8;

    // The marker, two bytes for the version, two for the number of header packets.
    private const int PrefixSize = 9;

    private const byte FrameStart = 0xFF;

    private readonly OggPacketReader _packets = new(input);
    private bool _isInPacket;

    /// <summary>Fills the buffer; returns less only at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            if (!_isInPacket)
            {
                if (!_packets.MoveNext())
                {
                    break;
                }

                total += BeginPacket(buffer[total..]);
                continue;
            }

            int read = _packets.Read(buffer[total..]);
            total += read;
            _isInPacket = read > 0;
        }

        return total;
    }

    /// <inheritdoc />
    public void Dispose() => _packets.Dispose();

    private int BeginPacket(Span<byte> buffer)
    {
        Span<byte> start = stackalloc byte[PrefixSize];
        if (!_packets.IsFirst)
        {
            _isInPacket = _packets.Read(start[..1]) == 1 && start[0] == FrameStart;
            buffer[0] = FrameStart;
            return _isInPacket ? 1 : 0;
        }

        int read = 0;
        int more;
        while (read < start.Length && (more = _packets.Read(start[read..])) > 0)
        {
            read += more;
        }

        _isInPacket = read == start.Length && start.StartsWith(Marker);
        if (!_isInPacket)
        {
            _packets.LeaveStream();
        }

        return 0;
    }
}
