namespace DrumClassification.Cli.Output;

/// <summary>
/// One JSON object a line:
/// <c>{"path":…,"label":…,"confidence":…,"probabilities":{…},"error":null}</c>; for a file that failed, everything but path
/// and error is null. Scripts depend on this format: it may gain nothing and lose nothing.
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
    });
}
