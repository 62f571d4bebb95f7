namespace DrumClassification;

/// <summary>Makes every failure of one file an error of this library that names the file.</summary>
internal static class FileError
{
    public static DrumClassifierException From(string path, Exception exception) =>
        exception is DrumClassifierException known && known.Message.Contains(path, StringComparison.Ordinal)
            ? known
            : exception switch
            {
                UnsupportedAudioException => new UnsupportedAudioException($"'{path}': {exception.Message}", exception),
                CorruptAudioException => new CorruptAudioException($"'{path}': {exception.Message}", exception),
                DrumClassifierException => new DrumClassifierException($"'{path}': {exception.Message}", exception),
                _ => new DrumClassifierException($"'{path}' cannot be classified: {exception.Message}", exception),
            };
}
