namespace DrumClassification;

/// <summary>A model file in memory, and what to call it.</summary>
/// <param name="bytes">The ONNX file's bytes.</param>
/// <param name="source">Where it came from: a full path, or words for a stream and the embedded model.</param>
/// <param name="path">Its path; null if it is no file of its own.</param>
internal sealed class ModelFile(byte[] bytes, string source, string? path = null)
{
    public const string EmbeddedName = "DrumClassifier.Onnx.model.onnx";

    /// <summary>Largest model file in bytes: 256 MiB. The trainer's largest architecture makes one of 68 MB.</summary>
    public const int MostBytes = 256 << 20;

    private const int FirstBlock = 1 << 16;

    public byte[] Bytes => bytes;

    public string Source => source;

    /// <summary>The trained model inside this assembly.</summary>
    /// <exception cref="InvalidModelException">The assembly was built before there was a model.</exception>
    public static ModelFile Embedded()
    {
        using Stream resource = typeof(ModelFile).Assembly.GetManifestResourceStream(EmbeddedName)
            ?? throw new InvalidModelException(
                "This build of DrumClassifier.Onnx has no embedded model: src/DrumClassifier.Onnx/Model/drums.onnx was not there " +
                "when it was compiled. Train one with `drumtrain train`, or load a model file with DrumClassifier.FromFile.");
        return new ModelFile(Read(resource, path: null), "the embedded model");
    }

    /// <summary>Reads a file, never a pipe or a device: those may never end.</summary>
    /// <exception cref="InvalidModelException">It cannot be read or is too large; the message names it.</exception>
    public static ModelFile Open(string path)
    {
        if (SpecialFile.Describe(path) is { } kind)
        {
            throw Unreadable(path, $"it is {kind}, not a file", inner: null);
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return new ModelFile(Read(stream, path), path, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string cause = Directory.Exists(path) ? "it is a folder"
                : !File.Exists(path) ? "there is no such file"
                : exception.Message;
            throw Unreadable(path, cause, exception);
        }
    }

    /// <summary>Reads a stream from where it stands. Its own exceptions pass as they are.</summary>
    /// <exception cref="InvalidModelException">It is too large.</exception>
    public static ModelFile FromStream(Stream stream) => new(Read(stream, path: null), "a stream");

    /// <summary>The error for a model that cannot be used.</summary>
    /// <param name="problem">What is wrong with it, without a full stop.</param>
    /// <param name="inner">What caused it.</param>
    public InvalidModelException Invalid(string problem, Exception? inner = null) => path is null
        ? new($"The model ({source}) is not usable: {problem}.", inner)
        : new($"is not usable as a model: {problem}.", inner, path);

    private static InvalidModelException Unreadable(string path, string cause, Exception? inner) =>
        new($"cannot be read as a model: {cause}. Give the path of an ONNX file that `drumtrain train` wrote.", inner, path);

    /// <summary>Memory follows what was read: a length is a hint, which a stream may get wrong.</summary>
    private static byte[] Read(Stream stream, string? path)
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
                string problem = $"is larger than {MostBytes >> 20} MiB, which no model of this library is. Give an ONNX file that `drumtrain train` wrote.";
                throw new InvalidModelException(path is null ? $"The model (a stream) {problem}" : problem, path: path);
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
