namespace DrumClassification.Cli.Output;

/// <summary>
/// One JSON object a line:
/// <c>{"path":…,"label":…,"confidence":…,"probabilities":{…},"error":null,"uncertain":false,"reason":null,"warnings":[]}</c>; for a file that
/// failed, everything but path, error and the empty warnings is null. Scripts depend on this format: it loses nothing.
/// </summary>
internal sealed class JsonResultWriter(TextWriter output) : IResultWriter
{
    private readonly JsonLines _lines = new(output);

    /// <inheritdoc />
    public void Write(FileClassification file) => _lines.Write(json =>
    {
        json.WriteString("path", file.Path);
        ClassificationFields.Write(json, file.Classification);
        json.WriteString("error", file.Classification is null ? file.Error?.Message : null);
        ClassificationFields.WriteDoubt(json, "reason", file.Classification);
    });
}
