using System.Security.Cryptography;

namespace DrumClassification.Tests;

/// <summary>A folder as it is: every file's path, bytes, time and mode, every sub-folder's path and time, every link's target.</summary>
internal static class TreeSnapshot
{
    /// <summary>Takes it, a line for each entry in order, for comparing as a whole.</summary>
    /// <param name="folder">The folder; one that does not exist has no lines.</param>
    public static IReadOnlyList<string> Of(string folder)
    {
        var lines = new List<string>();
        if (Directory.Exists(folder))
        {
            lines.Add(Line(new DirectoryInfo(folder), "."));
            var everything = new EnumerationOptions { RecurseSubdirectories = false, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
            Walk(new DirectoryInfo(folder), "", everything, lines);
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>Hash and time of every file below some folders, without where it lies: what must never change in a sort.</summary>
    public static IReadOnlyList<string> Contents(params string[] folders) =>
    [
        .. folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}.drums{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => $"{Hash(path)} {File.GetLastWriteTimeUtc(path):O}")
            .Order(StringComparer.Ordinal),
    ];

    private static void Walk(DirectoryInfo folder, string prefix, EnumerationOptions options, List<string> lines)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos("*", options))
        {
            lines.Add(Line(entry, prefix + entry.Name));
            if (entry is DirectoryInfo inner && entry.LinkTarget is null)
            {
                Walk(inner, $"{prefix}{entry.Name}/", options, lines);
            }
        }
    }

    private static string Line(FileSystemInfo entry, string name) => entry switch
    {
        { LinkTarget: { } target } => $"{name} -> {target}",
        FileInfo file => $"{name} {file.LastWriteTimeUtc:O} {(OperatingSystem.IsWindows() ? "" : file.UnixFileMode)} {Hash(file.FullName)}",
        _ => $"{name}/ {entry.LastWriteTimeUtc:O}",
    };

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
