using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>
/// Bits of a FLAC frame, the highest of a byte first. Behind the end there are zeros, and <see cref="IsExhausted"/> says so:
/// nothing here throws, because a damaged file may try a great many frames that are none.
/// </summary>
/// <remarks>
/// The next bits stand at the top of a 64-bit cache. Eight bytes are loaded at once, and bits that the cache has no room for
/// are loaded again: or-ing them twice changes nothing.
/// </remarks>
internal ref struct FlacBitReader
{
    /// <summary>Bytes that must be readable behind the data.</summary>
    public const int Padding = ByteWindow.Padding;

    /// <summary>Bits that can be had at once, whatever came before.</summary>
    private const int Guaranteed = 56;

    private readonly ref byte _bytes;
    private readonly int _length;
    private readonly int _lastLoad;
    private ulong _cache;
    private int _count;
    private int _next;
    private bool _ranOut;

    /// <param name="padded">The data and <see cref="Padding"/> bytes of anything.</param>
    public FlacBitReader(ReadOnlySpan<byte> padded)
    {
        _bytes = ref MemoryMarshal.GetReference(padded);
        _length = padded.Length - Padding;

        // Behind it, not one bit of the cache is data any more.
        _lastLoad = _length + 7;
    }

    /// <summary>Bits read so far.</summary>
    public readonly long Position => (8L * _next) - _count;

    /// <summary>Whether more was read than there is; what was read is worth nothing then.</summary>
    public readonly bool IsExhausted => _ranOut || Position > 8L * _length;

    /// <summary>The next 0 … 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int bits)
    {
        if (_count < bits)
        {
            Refill();
        }

        // Two shifts, since a shift by 64 would be one by 0.
        uint value = (uint)(_cache >> 1 >> (63 - bits));
        _cache <<= bits;
        _count -= bits;
        return value;
    }

    /// <summary>The next 1 … 33 bits as a number in two's complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadSigned(int bits)
    {
        if (_count < bits)
        {
            Refill();
        }

        long value = (long)_cache >> (64 - bits);
        _cache <<= bits;
        _count -= bits;
        return value;
    }

    /// <summary>Number of zeros before the next one, which is read too.</summary>
    public int ReadUnary()
    {
        int zeros = 0;
        while (!_ranOut)
        {
            Refill();
            int here = BitOperations.LeadingZeroCount(_cache);
            if (here < _count)
            {
                _cache <<= here;
                _cache <<= 1;
                _count -= here + 1;
                return zeros + here;
            }

            zeros += _count;
            _cache = 0;
            _count = 0;
        }

        return zeros;
    }

    /// <summary>Goes to the next byte.</summary>
    public void AlignToByte()
    {
        int bits = _count & 7;
        _cache <<= bits;
        _count -= bits;
    }

    /// <summary>Reads Rice codes of one parameter: the quotient in unary, then the remainder, the sign in the lowest bit.</summary>
    /// <param name="parameter">Bits of the remainder, 0 … 30.</param>
    /// <param name="values">Receives the values, modulo 2³².</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadRice(int parameter, Span<int> values)
    {
        ulong cache = _cache;
        int count = _count;
        int next = _next;
        int i = 0;
        while (i < values.Length)
        {
            if (next <= _lastLoad)
            {
                cache |= Load(next) >> count;
                next += (63 - count) >> 3;
                count |= Guaranteed;
                int zeros = BitOperations.LeadingZeroCount(cache);
                int used = zeros + 1 + parameter;
                if (used <= count)
                {
                    values[i++] = Unfold(cache, zeros, parameter, used);
                    cache <<= used;
                    count -= used;

                    // A second one mostly fits.
                    zeros = BitOperations.LeadingZeroCount(cache);
                    used = zeros + 1 + parameter;
                    if (used <= count && i < values.Length)
                    {
                        values[i++] = Unfold(cache, zeros, parameter, used);
                        cache <<= used;
                        count -= used;
                    }

                    continue;
                }
            }

            (_cache, _count, _next) = (cache, count, next);
            values[i++] = ReadLongRice(parameter);
            if (_ranOut)
            {
                return;
            }

            (cache, count, next) = (_cache, _count, _next);
        }

        (_cache, _count, _next) = (cache, count, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Unfold(ulong cache, int zeros, int parameter, int used)
    {
        // The bits read are the one that ends the quotient, as 2^parameter, and the remainder.
        uint folded = (uint)((zeros - 1) << parameter) + (uint)(cache >> (64 - used));
        return (int)(folded >> 1) ^ -(int)(folded & 1);
    }

    private int ReadLongRice(int parameter)
    {
        uint folded = ((uint)ReadUnary() << parameter) | Read(parameter);
        return (int)(folded >> 1) ^ -(int)(folded & 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Load(int at)
    {
        ulong bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _bytes, at));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(bytes) : bytes;
    }

    private void Refill()
    {
        if (_next > _lastLoad)
        {
            _ranOut = true;
            _cache = 0;
            _count = 63;
            return;
        }

        _cache |= Load(_next) >> _count;
        _next += (63 - _count) >> 3;
        _count |= Guaranteed;
    }
}
