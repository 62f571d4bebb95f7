namespace DrumClassification.Cli.Sorting;

/// <summary>Touches nothing: the dry run.</summary>
internal sealed class NoTransfer : IFileTransfer
{
    /// <inheritdoc />
    public void Transfer(string source, string destination)
    {
    }
}
