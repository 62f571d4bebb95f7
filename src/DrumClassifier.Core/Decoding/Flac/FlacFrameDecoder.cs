using System.Buffers;

namespace DrumClassification;

/// <summary>How reading a frame ended.</summary>
internal enum FlacFrameStatus
{
    /// <summary>The frame is whole and its checksum right.</summary>
    Whole,

    /// <summary>It cannot be right.</summary>
    Damaged,

    /// <summary>More bytes are needed.</summary>
    CutOff,
}

/// <summary>Decodes one frame after another (RFC 9639, section 9). Keeps the samples of the last one.</summary>
internal sealed class FlacFrameDecoder : IDisposable
{
    private readonly List<int[]> _channels = [];
    private long[] _differences = [];

    /// <summary>Header of the last frame.</summary>
    public FlacFrameHeader Header { get; private set; }

    /// <summary>Bits of its samples.</summary>
    public int BitsPerSample { get; private set; }

    /// <summary>Samples of one of its channels.</summary>
    public ReadOnlySpan<int> Channel(int channel) => _channels[channel].AsSpan(FlacPredictor.MaxOrder, Header.BlockSize);

    /// <summary>Decodes a frame.</summary>
    /// <param name="padded">The frame, what follows, and <see cref="FlacBitReader.Padding"/> bytes of anything.</param>
    /// <param name="header">Its header, which is the start of it.</param>
    /// <param name="bits">Bits of a sample, 1 … 32.</param>
    /// <param name="size">Bytes of the frame, or what was looked at of it.</param>
    /// <param name="work">Samples that were written.</param>
    public FlacFrameStatus Decode(ReadOnlySpan<byte> padded, FlacFrameHeader header, int bits, out int size, out long work)
    {
        Header = header;
        BitsPerSample = bits;
        FlacBitReader reader = new(padded[header.Size..]);
        bool isRead = true;
        work = 0;
        for (int channel = 0; channel < header.Channels && isRead; channel++)
        {
            work += header.BlockSize;
            isRead = TryReadChannel(ref reader, channel);
        }

        reader.AlignToByte();
        size = header.Size + (int)Math.Min(reader.Position / 8, padded.Length - FlacBitReader.Padding - header.Size);
        uint expected = reader.Read(16);
        if (reader.IsExhausted)
        {
            return FlacFrameStatus.CutOff;
        }

        if (!isRead || expected != FlacCrc.Crc16(padded[..size]))
        {
            return FlacFrameStatus.Damaged;
        }

        size += 2;
        RestoreStereo();
        return FlacFrameStatus.Whole;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (int[] channel in _channels)
        {
            ArrayPool<int>.Shared.Return(channel);
        }

        _channels.Clear();
    }

    private bool TryReadChannel(ref FlacBitReader reader, int channel)
    {
        bool isDifference = Header.Mode switch
        {
            FlacChannelMode.Independent => false,
            FlacChannelMode.SideRight => channel == 0,
            _ => channel == 1,
        };
        Span<int> padded = Reserve(channel).AsSpan(0, FlacPredictor.MaxOrder + Header.BlockSize);
        if (!isDifference || BitsPerSample < 32)
        {
            return FlacSubframe.TryRead(ref reader, BitsPerSample + (isDifference ? 1 : 0), padded);
        }

        if (_differences.Length < Header.BlockSize)
        {
            _differences = new long[Header.BlockSize];
        }

        return FlacSubframe.TryReadWide(ref reader, padded, _differences.AsSpan(0, Header.BlockSize));
    }

    private int[] Reserve(int channel)
    {
        int length = FlacPredictor.MaxOrder + Header.BlockSize;
        if (channel == _channels.Count)
        {
            _channels.Add(ArrayPool<int>.Shared.Rent(length));
        }
        else if (_channels[channel].Length < length)
        {
            ArrayPool<int>.Shared.Return(_channels[channel]);
            _channels[channel] = ArrayPool<int>.Shared.Rent(length);
        }

        return _channels[channel];
    }

    private void RestoreStereo()
    {
        if (Header.Mode == FlacChannelMode.Independent)
        {
            return;
        }

        Span<int> first = _channels[0].AsSpan(FlacPredictor.MaxOrder, Header.BlockSize);
        Span<int> second = _channels[1].AsSpan(FlacPredictor.MaxOrder, Header.BlockSize);
        if (BitsPerSample < 32)
        {
            FlacStereo.Restore(Header.Mode, first, second);
        }
        else
        {
            FlacStereo.Restore(Header.Mode, first, second, _differences);
        }
    }
}
