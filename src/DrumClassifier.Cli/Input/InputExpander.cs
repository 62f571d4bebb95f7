using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Input;

/// <summary>Turns the paths a user gives, files and folders, into the files to classify.</summary>
internal static class InputExpander
{
    /// <summary>Expands each path in the order given.</summary>
    /// <param name="paths">Files (taken whatever their name) and folders (their sounds).</param>
    /// <param name="options">Which sub-folders are looked into.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public static ScanResult Expand(IEnumerable<string> paths, ScanOptions options, CancellationToken cancellationToken = default)
    {
        var files = new List<string>();
        var problems = new List<FileProblem>();
        int others = 0;
        int links = 0;
        int hidden = 0;
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                if (SpecialFile.Describe(path) is { } kind)
                {
                    problems.Add(new FileProblem(path, $"'{path}' is {kind}, not a file."));
                }
                else if (File.Exists(path))
                {
                    files.Add(path);
                }
                else
                {
                    problems.Add(new FileProblem(path, MissingReason(path)));
                }

                continue;
            }

            ScanResult found = AudioFileScanner.Scan(path, options, [], cancellationToken);
            files.AddRange(found.AudioFiles);
            problems.AddRange(found.Problems);
            others += found.OtherFiles;
            links += found.Links;
            hidden += found.HiddenFolders;
            if (found.AudioFiles.Count == 0 && found.Problems.Count == 0)
            {
                problems.Add(new FileProblem(path, EmptyReason(path, options, found)));
            }
        }

        return new ScanResult(files, others, links, problems) { HiddenFolders = hidden };
    }

    /// <summary>Why a path that is neither file nor folder cannot be used.</summary>
    public static string MissingReason(string path)
    {
        if (UnreadableName.IsBehind(path))
        {
            return $"'{path}' {UnreadableName.Problem}";
        }

        return new FileInfo(path).LinkTarget is { } target
            ? $"'{path}' is a symbolic link to '{target}', which does not exist."
            : $"'{path}' does not exist.";
    }

    /// <summary>What to say of a folder in which no sound was found.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">How it was looked through.</param>
    /// <param name="found">What it holds.</param>
    public static string EmptyReason(string path, ScanOptions options, ScanResult found)
    {
        if (!Directory.EnumerateFileSystemEntries(path).Any())
        {
            return $"The folder '{path}' is empty.";
        }

        string[] beside =
        [
            .. Part(found.OtherFiles, "other file"), .. Part(found.Links, "symbolic link"), .. Part(found.HiddenFolders, "hidden folder"),
        ];
        return $"The folder '{path}' holds no sounds{(beside.Length > 0 ? $" ({string.Join(", ", beside)})" : "")}"
            + (options.Recursive ? "." : "; its sub-folders were not looked into.");

        static string[] Part(int count, string noun) => count > 0 ? [Numbers.Count(count, noun)] : [];
    }
}
