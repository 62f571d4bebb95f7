namespace DrumClassification;

/// <summary>
/// Puts together the packets of one logical stream of an Ogg file; pages of other streams that are woven in are passed over. Chained
/// streams are told by <see cref="StartsNewStream"/>.
/// </summary>
internal sealed class OggPackets(OggPages pages)
{
    /// <summary>The most bytes of a packet. Pictures in comments have some millions, sound thousands.</summary>
    private const int MaxPacketSize = 32 << 20;

    private readonly List<byte[]> _packets = [];
    private byte[] _partial = [];
    private int _partialLength;
    private bool _hasPartial;
    private uint _serial;
    private uint _nextSequence;
    private bool _hasData;
    private bool _isEnded = true;

    /// <summary>Packets that end on the page.</summary>
    public IReadOnlyList<byte[]> Packets => _packets;

    /// <summary>Head of the page.</summary>
    public OggPage Page { get; private set; }

    /// <summary>Whether the page is the first of another stream, so that its first packet is a header.</summary>
    public bool StartsNewStream { get; private set; }

    /// <summary>Whether packets before this page are missing.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Whether the stream's last page was read.</summary>
    public bool HasEnded => _isEnded;

    /// <summary>Goes to the first page of a stream that the caller wants.</summary>
    /// <param name="wants">Whether a stream with this first packet is wanted.</param>
    /// <returns>False if there is none.</returns>
    public bool FindStream(Func<ReadOnlyMemory<byte>, bool> wants)
    {
        while (pages.TryRead(out OggPage page, out ReadOnlySpan<byte> bytes))
        {
            if (page.IsFirst && Begin(page, bytes, wants))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next page of the stream, or to the first page of another one that is wanted once this one has ended.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool MoveNext(Func<ReadOnlyMemory<byte>, bool> wants)
    {
        while (pages.TryRead(out OggPage page, out ReadOnlySpan<byte> bytes))
        {
            if (page.Serial == _serial && !page.IsFirst && !_isEnded)
            {
                HasGap = page.Sequence != _nextSequence;
                StartsNewStream = false;
                _hasData = true;
                Take(page, bytes);
                return true;
            }

            // The next link of a chain begins behind the last page of this one, or where that page is missing; streams that are
            // woven into each other all begin before any of them goes on.
            if (page.IsFirst && (_isEnded || (_hasData && page.Serial != _serial)) && Begin(page, bytes, wants))
            {
                return true;
            }
        }

        return false;
    }

    private bool Begin(OggPage page, ReadOnlySpan<byte> bytes, Func<ReadOnlyMemory<byte>, bool> wants)
    {
        if (!wants(bytes[page.HeadSize..].ToArray()))
        {
            return false;
        }

        _hasPartial = false;
        _hasData = false;
        _serial = page.Serial;
        StartsNewStream = true;
        HasGap = false;
        Take(page, bytes);
        return true;
    }

    private void Take(OggPage page, ReadOnlySpan<byte> bytes)
    {
        _packets.Clear();
        Page = page;
        _nextSequence = page.Sequence + 1;
        _isEnded = page.IsLast;
        if (HasGap || !page.IsContinued)
        {
            _hasPartial = false;
        }

        // The end of a packet whose beginning is missing is of no use.
        bool isUseless = page.IsContinued && !_hasPartial;
        ReadOnlySpan<byte> lacings = bytes.Slice(OggPage.FixedSize, page.Segments);
        ReadOnlySpan<byte> body = bytes[page.HeadSize..];
        int length = 0;
        foreach (byte lacing in lacings)
        {
            length += lacing;
            if (lacing == 255)
            {
                continue;
            }

            if (!isUseless)
            {
                Complete(body[..length]);
            }

            isUseless = false;
            body = body[length..];
            length = 0;
        }

        if (page.Segments > 0 && lacings[^1] == 255 && !isUseless)
        {
            AddPartial(body);
        }
    }

    private void Complete(ReadOnlySpan<byte> rest)
    {
        if (!_hasPartial)
        {
            _packets.Add(rest.ToArray());
            return;
        }

        AddPartial(rest);
        _packets.Add(_partial.AsSpan(0, _partialLength).ToArray());
        _hasPartial = false;
        _partialLength = 0;
    }

    private void AddPartial(ReadOnlySpan<byte> part)
    {
        _partialLength = _hasPartial ? _partialLength : 0;
        _hasPartial = true;
        if (_partialLength + part.Length > MaxPacketSize)
        {
            throw new CorruptAudioException($"The Ogg file has a packet of more than {MaxPacketSize} bytes.");
        }

        if (_partial.Length < _partialLength + part.Length)
        {
            Array.Resize(ref _partial, 2 * (_partialLength + part.Length));
        }

        part.CopyTo(_partial.AsSpan(_partialLength));
        _partialLength += part.Length;
    }
}
