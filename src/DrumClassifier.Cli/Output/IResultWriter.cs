namespace DrumClassification.Cli.Output;

/// <summary>Prints one result after the other, as they come.</summary>
internal interface IResultWriter
{
    /// <summary>Prints one file's result.</summary>
    void Write(FileClassification file);
}
