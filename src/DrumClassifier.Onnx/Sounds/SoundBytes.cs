using System.Buffers;

namespace DrumClassification;

/// <summary>The bytes of an encoded sound, read asynchronously. Dispose it once nobody reads them any more.</summary>
internal sealed class SoundBytes : IDisposable
{
    private const int FirstBlock = 1 << 16;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBlock);
    private int _length;

    private SoundBytes()
    {
    }

    /// <summary>How many there are.</summary>
    public int Length => _length;

    /// <summary>Reads a stream to its end. Memory follows what was really read: a length that a stream claims is not asked for.</summary>
    /// <param name="audio">The stream.</param>
    /// <param name="most">Most bytes that are read; what comes after is left in the stream.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<SoundBytes> ReadAsync(Stream audio, int most, CancellationToken cancellationToken)
    {
        SoundBytes bytes = new();
        try
        {
            int read;
            do
            {
                bytes.Grow(most);
                int room = Math.Min(bytes._bytes.Length, most) - bytes._length;
                read = room == 0 ? 0 : await audio.ReadAsync(bytes._bytes.AsMemory(bytes._length, room), cancellationToken).ConfigureAwait(false);
                bytes._length += read;
            }
            while (read > 0);

            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>A stream over the bytes, valid until they are disposed of.</summary>
    public Stream Open() => new MemoryStream(_bytes, 0, _length, writable: false);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int most)
    {
        if (_length < _bytes.Length || _length >= most)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * _bytes.Length);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
