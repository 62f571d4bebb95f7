using System.Globalization;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Synthesis;

namespace DrumClassification.Cli.Demo;

/// <summary>
/// The folder that the demo writes. A list of what was written, with a hash of each file, stands in it: running the demo
/// again removes exactly those files and nothing that a user has put there or changed.
/// </summary>
internal sealed class DemoFolder
{
    private const string ListName = ".drums-demo";

    private readonly string _list;

    private DemoFolder(string path)
    {
        Root = path;
        _list = Path.Combine(path, ListName);
    }

    /// <summary>Path of the folder.</summary>
    public string Root { get; }

    /// <summary>Where the kit is written, under names that say nothing.</summary>
    public string Unsorted => Path.Combine(Root, "unsorted");

    /// <summary>Where the sorted copies go.</summary>
    public string Sorted => Path.Combine(Root, "sorted");

    /// <summary>Full path of the page about it.</summary>
    public string Report => Path.GetFullPath(Path.Combine(Root, "report.html"));

    /// <summary>Prepares a folder that is new, empty, or made by the demo before.</summary>
    /// <exception cref="DrumClassifierException">It is a file, or holds something else; nothing was touched.</exception>
    public static DemoFolder Open(string path)
    {
        if (File.Exists(path))
        {
            throw new DrumClassifierException($"'{path}' is a file; name a new folder for the demo.");
        }

        var folder = new DemoFolder(path);
        if (File.Exists(folder._list))
        {
            folder.RemoveOwnFiles();
        }
        else if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new DrumClassifierException(
                $"The folder '{path}' is not empty and was not made by the demo. Nothing was touched; name a new folder.");
        }

        Directory.CreateDirectory(folder.Unsorted);
        return folder;
    }

    /// <summary>Prepares <c>drums-demo</c> below a folder, or <c>drums-demo-2</c> … where that name holds something else.</summary>
    public static DemoFolder OpenDefault(string parent)
    {
        for (int number = 1; ; number++)
        {
            string name = number == 1 ? "drums-demo" : string.Create(CultureInfo.InvariantCulture, $"drums-demo-{number}");
            string path = Path.Combine(parent, name);
            bool foreign = File.Exists(path)
                || (Directory.Exists(path) && !File.Exists(Path.Combine(path, ListName)) && Directory.EnumerateFileSystemEntries(path).Any());
            if (!foreign)
            {
                return Open(path);
            }
        }
    }

    /// <summary>Writes one sound of the kit.</summary>
    /// <returns>Path of the new file.</returns>
    /// <exception cref="DrumClassifierException">A file of that name, which is not the demo's, is in the way.</exception>
    public string WriteSound(string name, AudioClip clip)
    {
        string path = Path.Combine(Unsorted, name);
        if (Path.Exists(path))
        {
            throw new DrumClassifierException($"'{path}' is in the way and not (or no longer) the demo's own. Nothing was overwritten; name a new folder.");
        }

        WavFile.WriteNew(path, clip);
        Remember(path);
        return path;
    }

    /// <summary>Notes a file as the demo's own.</summary>
    public void Remember(string path)
    {
        string relative = Path.GetRelativePath(Path.GetFullPath(Root), Path.GetFullPath(path));
        File.AppendAllText(_list, $"{Hash(path)} {relative.Replace('\\', '/')}\n");
    }

    private void RemoveOwnFiles()
    {
        foreach (string line in File.ReadAllLines(_list))
        {
            string[] parts = line.Split(' ', 2);
            string path = parts.Length == 2 ? Path.Combine(Root, parts[1]) : "";
            if (File.Exists(path) && Hash(path) == parts[0])
            {
                File.Delete(path);
            }
        }

        File.Delete(_list);
    }

    private static string Hash(string path) => Convert.ToHexStringLower(FileContent.Hash(path));
}
