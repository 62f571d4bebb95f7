namespace DrumClassification;

/// <summary>Reads streams that may refuse it.</summary>
internal static class SynchronousReads
{
    /// <summary>
    /// Reads what there is. A stream that refuses synchronous reads, as a web server's request does, tells what its own readers do; the caller
    /// needs to know what to do.
    /// </summary>
    /// <returns>Number of bytes; 0 at the end.</returns>
    /// <exception cref="InvalidOperationException">The stream refuses; the message gives the cure.</exception>
    /// <exception cref="NotSupportedException">The same.</exception>
    public static int ReadNow(this Stream stream, Span<byte> buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (InvalidOperationException exception) when (exception.GetType() == typeof(InvalidOperationException))
        {
            throw new InvalidOperationException(Refusal(exception), exception);
        }
        catch (NotSupportedException exception)
        {
            throw new NotSupportedException(Refusal(exception), exception);
        }
    }

    private static string Refusal(Exception exception) =>
        $"The stream refuses to be read synchronously ({exception.Message}). Use ClassifyAsync, or copy it into memory with CopyToAsync first.";
}
