using DrumClassification.Cli.Disk;
using DrumClassification.Cli.Files;

namespace DrumClassification.Cli.Sorting;

/// <summary>
/// Recognises files with the same content, to the byte, among those in the output and those on their way there. Only files
/// of the same size are read.
/// </summary>
internal sealed class DuplicateFinder
{
    private readonly Dictionary<long, List<KnownFile>> _bySize = [];

    /// <summary>Takes in what lies in some folders already.</summary>
    /// <param name="folders">Full paths; those that do not exist are passed over.</param>
    public DuplicateFinder(IEnumerable<string> folders)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (string folder in folders.Where(Directory.Exists))
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", everything))
            {
                Add(file.FullName, file.Length).IsStored = true;
            }
        }
    }

    /// <summary>Finds a known file with the content of another one.</summary>
    /// <param name="path">Full path of the file; it is never its own duplicate.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public KnownFile? Find(string path, long size)
    {
        if (!_bySize.TryGetValue(size, out List<KnownFile>? candidates))
        {
            return null;
        }

        byte[]? hash = null;
        foreach (KnownFile candidate in candidates)
        {
            if (!RealPath.Comparer.Equals(candidate.Path, path)
                && candidate.TryHash() is { } known
                && known.AsSpan().SequenceEqual(hash ??= FileContent.Hash(path)))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Makes a file known that is about to go to the output.</summary>
    public KnownFile Add(string path, long size)
    {
        var file = new KnownFile(path);
        if (!_bySize.TryGetValue(size, out List<KnownFile>? files))
        {
            _bySize.Add(size, files = []);
        }

        files.Add(file);
        return file;
    }
}

/// <summary>A file whose content may turn up again.</summary>
/// <param name="path">Full path where it is now.</param>
internal sealed class KnownFile(string path)
{
    private byte[]? _hash;

    /// <summary>Full path where it is now.</summary>
    public string Path { get; private set; } = path;

    /// <summary>True where it is in the output.</summary>
    public bool IsStored { get; set; }

    /// <summary>It arrived in the output.</summary>
    public void Stored(string destination)
    {
        Path = destination;
        IsStored = true;
    }

    /// <summary>SHA-256 of its bytes; null where it cannot be read (any more).</summary>
    public byte[]? TryHash()
    {
        try
        {
            return _hash ??= FileContent.Hash(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
