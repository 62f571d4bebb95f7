namespace DrumClassification;

/// <summary>
/// Walks the fields of one protocol-buffers message in memory (encoding: the Protocol Buffers documentation, "Encoding"). Stricter than
/// a parser has to be: whatever is not plainly right ends the walk with <see cref="IsMalformed"/>, so that no parser that is
/// more forgiving finds something in the bytes that this one has not seen.
/// </summary>
internal ref struct ProtobufFields(ReadOnlySpan<byte> message)
{
    private const int MostVarintBytes = 10;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the field at hand.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the field at hand is a message, a text, bytes or a packed list.</summary>
    public bool HasBytes { get; private set; }

    /// <summary>The field's content where <see cref="HasBytes"/>; empty otherwise.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The field's value where it is a number; 0 otherwise.</summary>
    public ulong Value { get; private set; }

    /// <summary>The bytes are no message.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Goes to the next field; false at the end, and where the bytes are no message.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || IsMalformed)
        {
            return false;
        }

        Bytes = default;
        Value = 0;
        IsMalformed = !ReadTag(out int wireType) || !ReadContent(wireType);
        return !IsMalformed;
    }

    private bool ReadTag(out int wireType)
    {
        bool read = ReadVarint(out ulong tag) && tag <= uint.MaxValue && tag >> 3 > 0;
        Number = (int)(tag >> 3);
        wireType = (int)(tag & 7);
        return read;
    }

    /// <summary>Wire types 3 and 4, groups, are in no ONNX file.</summary>
    private bool ReadContent(int wireType)
    {
        HasBytes = wireType == 2;
        switch (wireType)
        {
            case 0:
                bool read = ReadVarint(out ulong value);
                Value = value;
                return read;
            case 1:
                return Take(sizeof(ulong), out _);
            case 2:
                if (!ReadVarint(out ulong length) || !Take(length, out ReadOnlySpan<byte> bytes))
                {
                    return false;
                }

                Bytes = bytes;
                return true;
            case 5:
                return Take(sizeof(uint), out _);
            default:
                return false;
        }
    }

    private bool Take(ulong count, out ReadOnlySpan<byte> taken)
    {
        bool there = count <= (ulong)_rest.Length;
        taken = there ? _rest[..(int)count] : default;
        _rest = there ? _rest[(int)count..] : default;
        return there;
    }

    private bool ReadVarint(out ulong value)
    {
        value = 0;
        for (int i = 0; i < MostVarintBytes && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
