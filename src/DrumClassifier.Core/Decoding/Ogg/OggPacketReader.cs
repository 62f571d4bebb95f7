using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// The packets of one logical stream of an Ogg file (RFC 3533) and of those that follow it, without ever holding one. Pages of
/// other streams are passed over; so is what is no page. The pages' checksums are not looked at: codecs such as FLAC have their own.
/// </summary>
internal sealed class OggPacketReader(AudioInput input) : IDisposable
{
    private const int HeaderSize = 27;
    private const int MaxLacing = 255;

    // A page has at most 65,307 bytes: the next one is never this far away.
    private const int MaxSkip = 16 << 20;

    private readonly ByteWindow _window = new(input.Read);
    private readonly byte[] _lacing = new byte[MaxLacing];
    private uint? _serial;
    private bool _hasPackets;
    private int _segments;
    private int _segment;
    private int _left;
    private bool _isOpen;

    /// <summary>Whether the packet is the first of its stream.</summary>
    public bool IsFirst { get; private set; }

    /// <summary>Goes to the start of the next packet; false at the end of the file.</summary>
    public bool MoveNext()
    {
        Span<byte> rest = stackalloc byte[1 << 10];
        while (_isOpen)
        {
            _ = Read(rest);
        }

        while (_segment == _segments)
        {
            if (!TryReadPage())
            {
                return false;
            }
        }

        _left = _lacing[_segment];
        _isOpen = true;
        return true;
    }

    /// <summary>Reads on in the packet; returns 0 only at its end.</summary>
    public int Read(Span<byte> buffer)
    {
        while (_isOpen)
        {
            if (_left > 0 && !buffer.IsEmpty)
            {
                _window.Require(_left);
                int count = Math.Min(Math.Min(_left, buffer.Length), _window.Length);
                if (count == 0)
                {
                    // The file ends within the page: there is nothing in its other segments either.
                    _isOpen = false;
                    _segment = _segments;
                    return 0;
                }

                _window.Data[..count].CopyTo(buffer);
                _window.Advance(count);
                _left -= count;
                return count;
            }

            if (_left > 0)
            {
                return 0;
            }

            // A segment of 255 bytes is followed by more of the packet, perhaps on the next page.
            _isOpen = _lacing[_segment++] == MaxLacing && (_segment < _segments || (TryReadPage() && !IsFirst)) && _segment < _segments;
            _left = _isOpen ? _lacing[_segment] : 0;
        }

        return 0;
    }

    /// <summary>Lets go of the stream: the next packet is the first of the next stream that begins.</summary>
    public void LeaveStream()
    {
        _serial = null;
        SkipPage();
    }

    /// <inheritdoc />
    public void Dispose() => _window.Dispose();

    private bool TryReadPage()
    {
        while (TryReadHeader(out uint serial, out int flags))
        {
            bool begins = (flags & 2) != 0;
            if (begins && (_serial is null || _hasPackets))
            {
                _serial = serial;
                _hasPackets = false;
                IsFirst = true;
                return true;
            }

            if (serial == _serial)
            {
                _hasPackets = true;
                IsFirst = false;
                return true;
            }

            SkipPage();
        }

        return false;
    }

    private bool TryReadHeader(out uint serial, out int flags)
    {
        (serial, flags) = (0, 0);
        for (int skipped = 0; skipped <= MaxSkip;)
        {
            _window.Require(HeaderSize + MaxLacing);
            ReadOnlySpan<byte> data = _window.Data;
            int at = data.IndexOf("OggS\0"u8);
            if (at < 0)
            {
                // The first letters of a page may stand at the end.
                int useless = _window.IsComplete ? data.Length : Math.Max(0, data.Length - 4);
                _window.Advance(useless);
                skipped += useless;
                if (_window.IsComplete)
                {
                    return false;
                }
            }
            else if (at > 0)
            {
                _window.Advance(at);
                skipped += at;
            }
            else
            {
                return TryParseHeader(data, out serial, out flags);
            }
        }

        return false;
    }

    private bool TryParseHeader(ReadOnlySpan<byte> data, out uint serial, out int flags)
    {
        (serial, flags) = (0, 0);
        if (data.Length < HeaderSize || data.Length < HeaderSize + data[HeaderSize - 1])
        {
            return false;
        }

        flags = data[5];
        serial = BinaryPrimitives.ReadUInt32LittleEndian(data[14..]);
        _segments = data[HeaderSize - 1];
        _segment = 0;
        data.Slice(HeaderSize, _segments).CopyTo(_lacing);
        _window.Advance(HeaderSize + _segments);
        return true;
    }

    private void SkipPage()
    {
        int bytes = _isOpen ? _left - _lacing[_segment] : 0;
        for (; _segment < _segments; _segment++)
        {
            bytes += _lacing[_segment];
        }

        _isOpen = false;
        _left = 0;
        _window.Require(bytes);
        _window.Advance(Math.Min(bytes, _window.Length));
    }
}
