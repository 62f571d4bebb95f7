using DrumClassification.Cli.Input;
using DrumClassification.Cli.Sort;
using DrumClassification.Modelling.Folders;
using DrumClassification.Tooling.CommandLine;

namespace DrumClassification.Cli.Teach;

/// <summary>A folder of class folders, as somebody made it to be learned from.</summary>
/// <param name="Classes">Its classes, in the order of their names.</param>
/// <param name="Problems">What in it cannot be read.</param>
/// <param name="Notes">What of it is left out, in sentences.</param>
internal sealed record TeachFolder(IReadOnlyList<TeachClass> Classes, IReadOnlyList<FileProblem> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>Reads it; no sound is opened. Folders whose names begin with a dot or an underscore are left out.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="scan">Which folders inside the classes are looked into.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="WrongUseException">There is no such folder, or a class in it has a name that no class can have.</exception>
    public static TeachFolder Read(string root, ScanOptions scan, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            throw new WrongUseException(File.Exists(root) ? $"'{root}' is a file; name a folder that has a folder of sounds for each class." : InputExpander.MissingReason(root));
        }

        var classes = new List<TeachClass>();
        var problems = new List<FileProblem>();
        var notes = new List<string>();
        foreach (string folder in Folders(root))
        {
            string name = Path.GetFileName(folder);
            if (name[0] is '.' or '_' || (!scan.Hidden && HiddenFolders.Describe(new DirectoryInfo(folder)) is not null))
            {
                continue;
            }

            ScanResult found = AudioFileScanner.Scan(folder, scan, [], cancellationToken);
            problems.AddRange(found.Problems);
            if (found.AudioFiles.Count == 0)
            {
                notes.Add($"{InputExpander.EmptyReason(folder, scan, found)[..^1]}, so that it is no class.");
                continue;
            }

            CheckName(root, name, classes);
            classes.Add(new TeachClass(name, found.AudioFiles, TakeGroups.Of(folder, name, found.AudioFiles)));
        }

        int loose = AudioFileScanner.Scan(root, scan with { Recursive = false }, [], cancellationToken).AudioFiles.Count;
        if (loose > 0)
        {
            notes.Add($"{loose} of the sounds lie in '{root}' itself and in no class; they are left out.");
        }

        return new TeachFolder(classes, problems, notes);
    }

    private static string[] Folders(string root)
    {
        try
        {
            // A link to a folder is somebody's wish here, but what it leads to may be anything; sort does not follow them either.
            return [.. Directory.EnumerateDirectories(root).Where(folder => new DirectoryInfo(folder).LinkTarget is null).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"The folder '{root}' cannot be read: {exception.Message}", exception);
        }
    }

    private static void CheckName(string root, string name, List<TeachClass> classes)
    {
        if (!ModelManifest.IsLabel(name) || !UnicodeName.Survives(name))
        {
            throw new WrongUseException($"The folder '{Path.Combine(root, name)}' has a name that no class can have: {ModelManifest.LabelRule}. Rename it, or put an underscore in front to leave it out.");
        }

        if (FileNames.ForFolder(name) != name || SortFolders.IsReserved(name))
        {
            throw new WrongUseException(
                $"The folder '{Path.Combine(root, name)}' cannot be a class: a sort could not make a folder '{name}', which is {(SortFolders.IsReserved(name) ? "its own" : "no name on Windows")}. Rename it.");
        }

        if (classes.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } twin)
        {
            throw new WrongUseException($"'{twin.Name}' and '{name}' in '{root}' differ in upper and lower case only, and many disks hold one of them. Rename one, or put their sounds together.");
        }
    }
}

/// <summary>A class of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">Its sounds.</param>
/// <param name="Groups">For each what it shares with other takes of the same sound.</param>
internal sealed record TeachClass(string Name, IReadOnlyList<string> Files, IReadOnlyList<string> Groups);
