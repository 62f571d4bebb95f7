namespace DrumClassification;

/// <summary>
/// Ogg FLAC (RFC 9639, section 10.1) as the FLAC stream that it was made of: the first packet without what Ogg adds to it, then
/// the packets with frames. The other metadata blocks, each a packet, are left out.
/// </summary>
/// <param name="packets">Stands at the first page of a stream for which <see cref="IsFirst"/> holds.</param>
internal sealed class OggFlacSource(OggPackets packets)
{
    // The marker, two bytes for the version, two for the number of header packets.
    private const int PrefixSize = 9;

    private const byte FrameStart = 0xFF;

    private int _packet;
    private int _done;

    /// <summary>Whether a stream that begins with this packet is FLAC.</summary>
    public static bool IsFirst(ReadOnlySpan<byte> packet) => packet.StartsWith("\u007FFLAC"u8) && packet.Length > PrefixSize;

    /// <summary>Fills the buffer; returns less only at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            if (_packet == packets.Packets.Count)
            {
                if (!packets.MoveNext(packet => IsFirst(packet.Span)))
                {
                    break;
                }

                _packet = 0;
                continue;
            }

            ReadOnlySpan<byte> sound = Sound(packets.Packets[_packet])[_done..];
            int count = Math.Min(sound.Length, buffer.Length - total);
            sound[..count].CopyTo(buffer[total..]);
            total += count;
            _done += count;
            if (count == sound.Length)
            {
                _packet++;
                _done = 0;
            }
        }

        return total;
    }

    private ReadOnlySpan<byte> Sound(byte[] packet)
        => packets.StartsNewStream && _packet == 0 ? packet.AsSpan(Math.Min(PrefixSize, packet.Length))
        : packet.Length > 0 && packet[0] == FrameStart ? packet
        : [];
}
