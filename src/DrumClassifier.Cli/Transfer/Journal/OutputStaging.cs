using System.Security.Cryptography;
using System.Text;
using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// An output that does not exist yet is made, with its journal in it, under a temporary name beside it, and then gets its own
/// name in one step; at the end of an undo it goes the same way back. So a process that is killed in between never leaves an
/// empty folder of which nobody knows that it was made by a sort, but one that the next run knows and removes.
/// </summary>
/// <param name="fileSystem">The disk.</param>
/// <param name="output">Real path of the output.</param>
internal sealed class OutputStaging(IFileSystem fileSystem, string output)
{
    private readonly string _name = $".drums-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(output)).AsSpan(0, 6))}.new";

    /// <summary>True if a folder of an earlier process, which was cut off, is still there.</summary>
    public bool IsLeftOver => Ancestors().Any(above => Directory.Exists(Path.Combine(above, _name)));

    /// <summary>Makes the output, and the folders above it that are missing, with what is written into it meanwhile.</summary>
    /// <param name="fill">Writes into the output's state folder before the output gets its name.</param>
    /// <returns>False if that is not possible here; nothing was changed.</returns>
    public bool TryMake(Action<StateFolder> fill)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(output) || Above() is not { } above)
        {
            return false;
        }

        ExactTime before = ExactTimes.Modified(above);
        string staging = Path.Combine(above, _name);
        var state = new StateFolder(Inside(staging, above));
        try
        {
            fileSystem.CreateFolder(state.FullPath);
            fill(state);
            if (fileSystem.TryRenameFolder(staging, Top(above)))
            {
                fileSystem.FlushFolder(above);
                return true;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JournalException)
        {
            // The plain way follows, and has the clear errors.
        }

        Remove(staging, above);
        Restore(above, before);
        return false;
    }

    /// <summary>Gives an output in which nothing but its state folder is left, and the folders above it that hold nothing else, the temporary name and removes them.</summary>
    /// <param name="top">The uppermost of the folders that go.</param>
    /// <returns>False if something else is in them, or it is not possible here; they are as they were.</returns>
    public bool TryUnmake(string top)
    {
        string above = Path.GetDirectoryName(top)!;
        string staging = Path.Combine(above, _name);
        if (OperatingSystem.IsWindows() || !HoldsNothingElse(top, output) || !fileSystem.TryRenameFolder(top, staging))
        {
            return false;
        }

        // Somebody may have put a file there a moment ago.
        if (!HoldsNothingElse(staging, Inside(staging, above)))
        {
            fileSystem.TryRenameFolder(staging, top);
            return false;
        }

        Remove(staging, above);
        return true;
    }

    /// <summary>Removes what an earlier process has left.</summary>
    /// <exception cref="DrumClassifierException">It is still at work.</exception>
    public void Clean()
    {
        foreach (string above in Ancestors())
        {
            string staging = Path.Combine(above, _name);
            if (FileStatus.Of(staging) is not { Kind: FileKind.Folder })
            {
                continue;
            }

            var state = new StateFolder(Inside(staging, above));
            state.Check();
            using (File.Exists(state.Lock) ? OutputLock.Take(state.Lock, output) : null)
            {
                ExactTime before = NotedTime(state, above) ?? ExactTimes.Modified(above);
                Remove(staging, above);
                Restore(above, before);
            }
        }
    }

    private void Remove(string staging, string above)
    {
        string inner = Inside(staging, above);
        var state = new StateFolder(inner);
        fileSystem.Delete(state.Lock);
        fileSystem.Delete(state.Journal);
        for (string folder = state.FullPath; folder.Length >= staging.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (Directory.Exists(folder) && !fileSystem.TryDeleteEmptyFolder(folder))
            {
                return;
            }
        }
    }

    private ExactTime? NotedTime(StateFolder state, string above)
    {
        try
        {
            var history = new JournalHistory(new JournalPaths(output));
            new JournalReader(state.Journal, trust: false, history.TryAdd).Read();
            return history.Folders.FirstOrDefault(note => note.Path == above)?.Modified;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JournalException)
        {
            return null;
        }
    }

    private void Restore(string above, ExactTime time) => new FolderRestorer(fileSystem).Restore([new FolderNote(0, above, time)]);

    private static bool HoldsNothingElse(string top, string inner)
    {
        for (string folder = Path.Combine(inner, StateFolder.Name); folder.Length > top.Length; folder = Path.GetDirectoryName(folder)!)
        {
            string[] entries = Directory.GetFileSystemEntries(Path.GetDirectoryName(folder)!);
            if (entries.Length > 1 || (entries.Length == 1 && entries[0] != folder))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The nearest folder above the output that exists.</summary>
    private string? Above() => Ancestors().FirstOrDefault(Directory.Exists);

    private IEnumerable<string> Ancestors()
    {
        for (string? above = Path.GetDirectoryName(output); above is not null; above = Path.GetDirectoryName(above))
        {
            yield return above;
        }
    }

    // The first folder on the way from the one above to the output.
    private string Top(string above) => Path.Combine(above, Path.GetRelativePath(above, output).Split(Path.DirectorySeparatorChar)[0]);

    private string Inside(string staging, string above)
    {
        string rest = Path.GetRelativePath(Top(above), output);
        return rest == "." ? staging : Path.Combine(staging, rest);
    }
}
