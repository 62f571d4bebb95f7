using System.Buffers;

namespace DrumClassification;

/// <summary>The bytes of a sound, read asynchronously within bounds of size and time. Dispose it once nobody reads them any more.</summary>
internal sealed class EncodedSound : IDisposable
{
    private const int FirstBlock = 1 << 16;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBlock);
    private int _length;

    private EncodedSound()
    {
    }

    /// <summary>Reads a stream to its end. Memory follows what has come, never a length that is claimed.</summary>
    /// <exception cref="SoundTooLargeException">There is more than <paramref name="mostBytes"/>; no more than that was read.</exception>
    /// <exception cref="SoundTooSlowException">The end did not come within <paramref name="timeout"/>.</exception>
    public static async Task<EncodedSound> ReadAsync(Stream sound, int mostBytes, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource slow = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        slow.CancelAfter(timeout);
        EncodedSound encoded = new();
        try
        {
            while (await sound.ReadAsync(encoded.Room(mostBytes), slow.Token).ConfigureAwait(false) is > 0 and int read)
            {
                encoded._length += read;
                if (encoded._length > mostBytes)
                {
                    throw new SoundTooLargeException($"The sound is larger than {mostBytes} bytes, which is the most that is read here.");
                }
            }

            return encoded;
        }
        catch (OperationCanceledException exception) when (slow.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            encoded.Dispose();
            throw new SoundTooSlowException($"The sound's bytes did not come within {timeout.TotalSeconds:0.###} s.", exception);
        }
        catch
        {
            encoded.Dispose();
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

    /// <summary>Where the next bytes go: never empty, and at most one byte more than is allowed in all.</summary>
    private Memory<byte> Room(int mostBytes)
    {
        if (_length == _bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(2 * _bytes.Length);
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsMemory(_length, Math.Min(_bytes.Length - _length, mostBytes + 1 - _length));
    }
}
