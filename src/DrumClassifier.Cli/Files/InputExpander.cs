namespace DrumClassification.Cli.Files;

/// <summary>Turns the paths a user gives, files and folders, into the files to classify.</summary>
internal static class InputExpander
{
    /// <summary>Expands each path in the order given.</summary>
    /// <param name="paths">Files (taken whatever their name) and folders (their sounds).</param>
    /// <param name="recursive">Whether sub-folders are looked into.</param>
    public static ScanResult Expand(IEnumerable<string> paths, bool recursive)
    {
        var files = new List<string>();
        var problems = new List<FileProblem>();
        int others = 0;
        int links = 0;
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                if (File.Exists(path))
                {
                    files.Add(path);
                }
                else
                {
                    problems.Add(new FileProblem(path, MissingReason(path)));
                }

                continue;
            }

            ScanResult found = AudioFileScanner.Scan(path, recursive, []);
            files.AddRange(found.AudioFiles);
            problems.AddRange(found.Problems);
            others += found.OtherFiles;
            links += found.Links;
            if (found.AudioFiles.Count == 0 && found.Problems.Count == 0)
            {
                problems.Add(new FileProblem(path, EmptyReason(path, recursive, found)));
            }
        }

        return new ScanResult(files, others, links, problems);
    }

    /// <summary>Why a path that is neither file nor folder cannot be used.</summary>
    public static string MissingReason(string path) =>
        new FileInfo(path).LinkTarget is { } target
            ? $"'{path}' is a symbolic link to '{target}', which does not exist."
            : $"'{path}' does not exist.";

    private static string EmptyReason(string path, bool recursive, ScanResult found)
    {
        string others = found.OtherFiles > 0 ? $" ({found.OtherFiles} other files)" : "";
        string subFolders = recursive ? "" : "; its sub-folders were not looked into";
        return $"The folder '{path}' holds no audio files{others}{subFolders}.";
    }
}
