using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Input;

/// <summary>
/// Finds the sounds in a folder. Symbolic links inside it are never followed: a link to a folder above would never end, and
/// moving a link, or what it points to in another place, is nothing a user of a sorter expects.
/// </summary>
internal static class AudioFileScanner
{
    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder; it must exist. It is looked into whatever it is called.</param>
    /// <param name="options">Which sub-folders are looked into.</param>
    /// <param name="excluded">Real paths of folders that are passed over with all they hold, see <see cref="RealPath"/>.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public static ScanResult Scan(
        string folder, ScanOptions options, IReadOnlyCollection<string> excluded, CancellationToken cancellationToken = default)
    {
        var found = new Findings();

        // Depth first in name order, with a stack of our own: a deep tree must not overflow the thread's.
        var open = new Stack<(string Shown, string Real)>();
        open.Push((folder, RealPath.Of(folder)));
        while (open.TryPop(out (string Shown, string Real) current))
        {
            cancellationToken.ThrowIfCancellationRequested();
            FileSystemInfo[] entries;
            try
            {
                entries = new DirectoryInfo(current.Shown).GetFileSystemInfos("*", Everything);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                found.Problems.Add(new FileProblem(current.Shown, $"The folder '{current.Shown}' cannot be read: {exception.Message}"));
                continue;
            }

            Array.Sort(entries, static (a, b) => NameOrder(a.Name, b.Name));
            var inner = new List<(string Shown, string Real)>();
            string? previous = null;
            foreach (FileSystemInfo entry in entries)
            {
                string path = Path.Combine(current.Shown, entry.Name);
                bool isRepeated = entry.Name == previous;
                previous = entry.Name;
                if (entry.LinkTarget is not null)
                {
                    found.Links++;
                    found.LeftAlone.Add(new FileProblem(path, $"'{path}' is a symbolic link."));
                }
                else if (entry is FileInfo)
                {
                    found.AddFile(path, isRepeated);
                }
                else if (options.Recursive && Path.Combine(current.Real, entry.Name) is var real && !excluded.Contains(real, RealPath.Comparer)
                    && found.MayEnter((DirectoryInfo)entry, path, isRepeated, options.Hidden))
                {
                    inner.Add((path, real));
                }
            }

            foreach ((string, string) next in Enumerable.Reverse(inner))
            {
                open.Push(next);
            }
        }

        return new ScanResult(found.Audio, found.Others, found.Links, found.Problems) { LeftAlone = found.LeftAlone, HiddenFolders = found.Hidden };
    }

    private static EnumerationOptions Everything { get; } = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
        RecurseSubdirectories = false,
    };

    private static int NameOrder(string a, string b)
    {
        int order = StringComparer.OrdinalIgnoreCase.Compare(a, b);
        return order != 0 ? order : string.CompareOrdinal(a, b);
    }

    /// <summary>What has been found so far.</summary>
    private sealed class Findings
    {
        public List<string> Audio { get; } = [];

        public List<FileProblem> Problems { get; } = [];

        public List<FileProblem> LeftAlone { get; } = [];

        public int Others { get; private set; }

        public int Links { get; set; }

        public int Hidden { get; private set; }

        public void AddFile(string path, bool isRepeated)
        {
            bool isAudio = AudioFileTypes.IsSoundName(path);
            if (SpecialFile.Describe(path) is { } kind)
            {
                // Named like a sound, somebody expects to hear it.
                (isAudio ? Problems : LeftAlone).Add(new FileProblem(path, $"'{path}' is {kind}, not a file."));
                Others += isAudio ? 0 : 1;
            }
            else if (isAudio && IsUnreadable(path, isRepeated))
            {
                Problems.Add(new FileProblem(path, $"'{path}' {UnreadableName.Problem}"));
            }
            else if (isAudio || (!Path.GetFileName(path).StartsWith('.') && SoundContent.IsSound(path)))
            {
                Audio.Add(path);
            }
            else
            {
                Others++;
                LeftAlone.Add(new FileProblem(path, $"'{path}' does not look like a sound."));
            }
        }

        public bool MayEnter(DirectoryInfo folder, string path, bool isRepeated, bool hidden)
        {
            if (IsUnreadable(path, isRepeated))
            {
                Problems.Add(new FileProblem(path, $"The folder '{path}' {UnreadableName.Problem}"));
                return false;
            }

            if (hidden || HiddenFolders.Describe(folder) is not { } kind)
            {
                return true;
            }

            Hidden++;
            LeftAlone.Add(new FileProblem(path, $"'{path}' is {kind}, which is not looked into; --hidden does."));
            return false;
        }

        // Two names of one folder that look the same cannot both be valid.
        private static bool IsUnreadable(string path, bool isRepeated) => isRepeated || UnreadableName.IsBehind(path);
    }
}
