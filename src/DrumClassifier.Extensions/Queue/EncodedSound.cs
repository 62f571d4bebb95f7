namespace DrumClassification;

/// <summary>Reads the bytes of a sound within bounds of size and time.</summary>
internal static class EncodedSound
{
    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="SoundTooLargeException">There is more than <paramref name="mostBytes"/>; one byte more than that was read.</exception>
    /// <exception cref="SoundTooSlowException">The end did not come within <paramref name="timeout"/>.</exception>
    public static async Task<SoundBytes> ReadAsync(Stream sound, int mostBytes, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource slow = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        slow.CancelAfter(timeout);
        SoundBytes encoded;
        try
        {
            encoded = await SoundBytes.ReadAsync(sound, mostBytes + 1, slow.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (slow.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SoundTooSlowException($"The sound's bytes did not come within {timeout.TotalSeconds:0.###} s.", exception);
        }

        if (encoded.Length > mostBytes)
        {
            encoded.Dispose();
            throw new SoundTooLargeException($"The sound is larger than {mostBytes} bytes, which is the most that is read here.");
        }

        return encoded;
    }
}
