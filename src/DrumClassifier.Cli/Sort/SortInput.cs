using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Cli.Sort;

/// <summary>Finds what is to be sorted, leaving out what a sort has put into the output before.</summary>
internal static class SortInput
{
    /// <summary>Makes sure that there is something to sort and a place to sort it to; touches nothing.</summary>
    /// <param name="options">Input and output.</param>
    /// <exception cref="DrumClassifierException">The input does not exist, or the output is a file.</exception>
    public static void Check(SortOptions options)
    {
        if (File.Exists(options.Output))
        {
            throw new DrumClassifierException($"The output '{options.Output}' is a file; name a folder.");
        }

        if (File.Exists(options.Input) && new FileInfo(options.Input).LinkTarget is { } target)
        {
            throw new DrumClassifierException($"The input '{options.Input}' is a symbolic link; name the file it points to: '{target}'.");
        }

        if (SpecialFile.Describe(options.Input) is { } kind)
        {
            throw new DrumClassifierException($"The input '{options.Input}' is {kind}, not a file.");
        }

        if (!Path.Exists(options.Input))
        {
            throw new DrumClassifierException($"The input {InputExpander.MissingReason(options.Input)}");
        }
    }

    /// <summary>Lists the files.</summary>
    /// <param name="options">Input, output, recursion and filter.</param>
    /// <param name="folders">The folders that the sort may fill.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public static ScanResult Find(SortOptions options, SortFolders folders, CancellationToken cancellationToken = default) =>
        options.Selection is { } selection ? new ScanResult(selection, 0, 0, []) : File.Exists(options.Input)
        ? new ScanResult([options.Input], 0, 0, [])
        : options.Filter.Apply(options.Input, AudioFileScanner.Scan(options.Input, options.Scan, [.. Excluded(options, folders)], cancellationToken));

    private static IEnumerable<string> Excluded(SortOptions options, SortFolders folders)
    {
        string input = RealPath.Of(options.Input);
        string output = RealPath.Of(options.Output);
        if (!RealPath.Comparer.Equals(input, output))
        {
            // Below the input it is passed over; anywhere else it is never met.
            return [output];
        }

        // A folder sorted into itself: only the folders that it fills are done.
        return folders.Tops.Append(OutputFolder.StateFolderName).Select(folder => Path.Combine(output, folder));
    }
}
