namespace DrumClassification;

/// <summary>Reads a model file's bytes, and no more of them than a model can have.</summary>
internal static class ModelBytes
{
    /// <summary>Largest model file in bytes: 256 MiB. The trainer's largest architecture makes one of 68 MB.</summary>
    public const int MostBytes = 256 << 20;

    private const int FirstBlock = 1 << 16;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InvalidModelException">It cannot be read or is too large; the message names it.</exception>
    public static byte[] FromFile(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Read(stream, $"'{path}'");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string cause = Directory.Exists(path) ? "it is a folder"
                : !File.Exists(path) ? "there is no such file"
                : exception.Message;
            throw new InvalidModelException($"The model '{path}' cannot be read: {cause}. Give the path of an ONNX file that `drumtrain train` wrote.", exception);
        }
    }

    /// <summary>The bytes of a stream, from where it stands. Its own exceptions pass as they are.</summary>
    /// <exception cref="InvalidModelException">It is too large.</exception>
    public static byte[] FromStream(Stream stream) => Read(stream, "(a stream)");

    /// <summary>Memory follows what was read: a length is a hint, which a stream may get wrong.</summary>
    private static byte[] Read(Stream stream, string name)
    {
        byte[] bytes = new byte[Math.Clamp(LengthHint(stream), FirstBlock, MostBytes)];
        int count = 0;
        while (true)
        {
            int read = stream.Read(bytes, count, bytes.Length - count);
            if (read == 0)
            {
                break;
            }

            count += read;
            if (count == bytes.Length)
            {
                // One byte of room even at the limit, so that what is too long is seen.
                Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, MostBytes + 1L));
            }

            if (count > MostBytes)
            {
                throw new InvalidModelException(
                    $"The model {name} is larger than {MostBytes >> 20} MiB, which no model of this library is. Give an ONNX file that `drumtrain train` wrote.");
            }
        }

        Array.Resize(ref bytes, count);
        return bytes;
    }

    private static long LengthHint(Stream stream)
    {
        try
        {
            // One more, so that a right length is not outgrown before the end shows; a wrong one is believed only so far.
            return stream.CanSeek ? Math.Min(stream.Length - stream.Position, 8 << 20) + 1 : 0;
        }
        catch (NotSupportedException)
        {
            return 0;
        }
    }
}
