using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>What a block of a Creative Voice file says of its samples.</summary>
/// <param name="SampleRate">Sampling rate in Hz.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="Codec">The codec's number.</param>
internal sealed record VocFormat(int SampleRate, int Channels, int Codec)
{
    /// <summary>How a sample is stored; null if it is compressed.</summary>
    public SampleEncoding? Encoding => Codec switch
    {
        0 => SampleEncoding.Unsigned8,
        4 => SampleEncoding.Signed16,
        6 => SampleEncoding.ALaw,
        7 => SampleEncoding.MuLaw,
        _ => null,
    };
}

/// <summary>Goes through the blocks of a Creative Voice file: a type, a 24-bit size, a body.</summary>
internal sealed class VocBlocks(AudioInput input)
{
    private const int MaxBlocks = 1 << 16;
    private const byte LastType = 9;
    private const double Clock = 1_000_000;
    private const double FineClock = 256_000_000;

    private VocFormat? _extended;
    private VocFormat? _last;
    private int _blocks;

    /// <summary>Where the block ends.</summary>
    public long End { get; private set; } = -1;

    /// <summary>What its samples are, from where the input stands; null if it holds none.</summary>
    public VocFormat? Format { get; private set; }

    /// <summary>Frames of silence it stands for.</summary>
    public int Silence { get; private set; }

    /// <summary>Whether a block's size was too small for what stands there, so that it goes to the end of the file.</summary>
    public bool IsStretched { get; private set; }

    /// <summary>Whether something stands behind the blocks that is none.</summary>
    public bool HasStray { get; private set; }

    /// <summary>Goes to the next block, which starts here the first time; false at the end.</summary>
    public bool MoveNext()
    {
        if (End >= 0)
        {
            input.SeekTo(End);
        }

        Format = null;
        Silence = 0;
        Span<byte> head = stackalloc byte[4];
        if (++_blocks > MaxBlocks || input.Read(head[..1]) == 0 || head[0] == 0 || input.Read(head[1..]) < 3)
        {
            return false;
        }

        if (head[0] > LastType)
        {
            HasStray = true;
            return false;
        }

        int size = head[1] | (head[2] << 8) | (head[3] << 16);
        End = input.Position + size;
        ReadBody(head[0], size);
        if (Format is not null && input.Length is { } length && End < length && !IsBlockAt(End, length))
        {
            // What was never filled in, or is too small by far.
            IsStretched = length - End > End - input.Position;
            End = IsStretched ? length : End;
        }

        _last = Format ?? _last;
        return true;
    }

    // The end of the blocks is a 0, which sound may begin with too: then it must be the file's last byte or follow some sound.
    private bool IsBlockAt(long place, long length)
    {
        long here = input.Position;
        Span<byte> type = stackalloc byte[1];
        input.SeekTo(place);
        input.Peek(type);
        input.SeekTo(here);
        return type[0] <= LastType && (place > here || (type[0] == 0 && place + 1 >= length));
    }

    private void ReadBody(byte type, int size)
    {
        Span<byte> body = stackalloc byte[12];
        body = body[..(type switch { 1 => 2, 3 => 3, 8 => 4, 9 => 12, _ => 0 })];
        if (size < body.Length || input.Read(body) < body.Length)
        {
            return;
        }

        switch (type)
        {
            case 1:
                // After an extended block its own numbers do not count.
                Format = _extended ?? new VocFormat((int)Math.Round(Clock / (256 - body[0])), 1, body[1]);
                _extended = null;
                break;
            case 2:
                Format = _last;
                break;
            case 3:
                Silence = 1 + BinaryPrimitives.ReadUInt16LittleEndian(body);
                break;
            case 8:
                int channels = body[3] == 0 ? 1 : 2;
                double rate = FineClock / (65536 - BinaryPrimitives.ReadUInt16LittleEndian(body)) / channels;
                _extended = new VocFormat((int)Math.Round(rate), channels, body[2]);
                break;
            case 9:
                Format = new VocFormat(
                    (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(body), int.MaxValue),
                    body[5],
                    BinaryPrimitives.ReadUInt16LittleEndian(body[6..]));
                break;
        }
    }
}
