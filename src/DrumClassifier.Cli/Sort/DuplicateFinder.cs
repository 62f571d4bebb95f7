using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Sort;

/// <summary>
/// Recognises files with the same content, to the byte, among those in the output and those on their way there. Only files
/// of the same size are read.
/// </summary>
internal sealed class DuplicateFinder
{
    private readonly Dictionary<long, SameSize> _bySize = [];

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
        if (!_bySize.TryGetValue(size, out SameSize? known) || known.IsEmpty)
        {
            return null;
        }

        KnownFile? same = known.Find(FileContent.Hash(path));
        return same is null || RealPath.Comparer.Equals(same.Path, path) ? null : same;
    }

    /// <summary>Makes a file known that is about to go to the output.</summary>
    public KnownFile Add(string path, long size)
    {
        if (!_bySize.TryGetValue(size, out SameSize? known))
        {
            _bySize.Add(size, known = new SameSize());
        }

        var file = new KnownFile(path);
        known.Add(file);
        return file;
    }

    /// <summary>Files of one size; they are read when the first question comes.</summary>
    private sealed class SameSize
    {
        private readonly List<KnownFile> _unread = [];
        private readonly Dictionary<string, KnownFile> _byHash = [];

        public bool IsEmpty => _unread.Count + _byHash.Count == 0;

        public void Add(KnownFile file) => _unread.Add(file);

        public KnownFile? Find(byte[] hash)
        {
            foreach (KnownFile file in _unread)
            {
                // One that did not arrive gives way to one that may.
                if (FileContent.TryHash(file.Path) is { } own && !(_byHash.TryGetValue(own, out KnownFile? first) && first.IsStored))
                {
                    _byHash[own] = file;
                }
            }

            _unread.Clear();
            return _byHash.GetValueOrDefault(Convert.ToHexString(hash));
        }
    }
}

/// <summary>A file whose content may turn up again.</summary>
/// <param name="path">Full path where it is now.</param>
internal sealed class KnownFile(string path)
{
    /// <summary>Full path where it is now.</summary>
    public string Path { get; private set; } = path;

    /// <summary>True if it is in the output.</summary>
    public bool IsStored { get; set; }

    /// <summary>It arrived in the output.</summary>
    public void Stored(string destination)
    {
        Path = destination;
        IsStored = true;
    }
}
