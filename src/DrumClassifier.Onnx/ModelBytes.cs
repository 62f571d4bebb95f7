namespace DrumClassification;

/// <summary>Reads a model file's bytes.</summary>
internal static class ModelBytes
{
    public static byte[] FromFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string cause = Directory.Exists(path) ? "it is a folder"
                : !File.Exists(path) ? "there is no such file"
                : exception.Message;
            throw new InvalidModelException($"The model '{path}' cannot be read: {cause}. Give the path of an ONNX file that `drumtrain train` wrote.", exception);
        }
    }

    public static byte[] FromStream(Stream stream)
    {
        using MemoryStream bytes = stream.CanSeek ? new(checked((int)Math.Max(0, stream.Length - stream.Position))) : new();
        stream.CopyTo(bytes);
        return bytes.TryGetBuffer(out ArraySegment<byte> buffer) && buffer.Count == buffer.Array!.Length ? buffer.Array : bytes.ToArray();
    }
}
