namespace DrumClassification.Cli.Scale;

/// <summary>
/// A file that results go to. Rows are JSON lines while the work goes on, because those alone can be added to, cut and read again after a kill: in the
/// file itself if it is .jsonl, and beside it (<c>results.parquet.jsonl</c>) if it is .csv or .parquet, which are made of them in the end.
/// </summary>
/// <param name="Path">Full path.</param>
internal sealed record ResultTarget(string Path)
{
    private const string RowsExtension = ".jsonl";

    private static readonly string[] Known = [RowsExtension, ".csv", ".parquet"];

    /// <summary>True if it is the rows' own file.</summary>
    public bool IsRows => IsRowsName(Path);

    /// <summary>True for CSV; of what <see cref="IsKnown"/> knows Parquet is left.</summary>
    public bool IsCsv => Path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the rows are while the work goes on.</summary>
    public string RowsPath => IsRows ? Path : Path + RowsExtension;

    /// <summary>True for a name whose end tells a format.</summary>
    public static bool IsKnown(string path) => Known.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>True for the name of a file with rows.</summary>
    public static bool IsRowsName(string path) => path.EndsWith(RowsExtension, StringComparison.OrdinalIgnoreCase);
}
