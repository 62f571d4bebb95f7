using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// The folder <c>.drums</c> in an output, with the journal and the lock. What a sample pack could have brought in its place (a
/// link to somewhere else, somebody else's folder) is refused before anything is opened or made in it.
/// </summary>
/// <param name="output">Real path of the output.</param>
internal sealed class StateFolder(string output)
{
    /// <summary>Its name.</summary>
    public const string Name = ".drums";

    private const string JournalName = "journal.jsonl";
    private const string LockName = "lock";

    /// <summary>Its path.</summary>
    public string FullPath { get; } = Path.Combine(output, Name);

    /// <summary>Path of the journal.</summary>
    public string Journal => Path.Combine(FullPath, JournalName);

    /// <summary>Path of a journal that is about to take the place of another one.</summary>
    public string NewJournal => Journal + ".new";

    /// <summary>Path of the lock.</summary>
    public string Lock => Path.Combine(FullPath, LockName);

    /// <summary>Refuses what is not real or not this user's.</summary>
    /// <exception cref="JournalException">The message names it and says what to do.</exception>
    public void Check()
    {
        foreach ((string path, FileKind kind) in new[] { (FullPath, FileKind.Folder), (Journal, FileKind.File), (Lock, FileKind.File) })
        {
            if (FileStatus.IsFree(path))
            {
                continue;
            }

            FileStatus? status = FileStatus.Of(path);
            if (status is not null ? status.Kind != kind : new FileInfo(path).LinkTarget is not null)
            {
                throw new JournalException(
                    $"'{path}' is not a {(kind == FileKind.Folder ? "folder" : "file")} but a link or something else. No sort has made it so, and nothing was touched; delete it, then give the same command again.");
            }

            if (!UserId.Owns(path) && KeepsOwners(path))
            {
                throw new JournalException(
                    $"'{path}' belongs to another user, so nothing was touched. Sort and undo as the user who sorted into this folder first, or delete '{FullPath}'; then what was sorted before cannot be undone.");
            }
        }
    }

    // On exFAT, FAT and many network shares every file seems to belong to one user, whoever made it; the signature is what counts there.
    private static bool KeepsOwners(string path)
    {
        string probe = Path.Combine(Path.GetDirectoryName(path)!, $".drums-probe-{Environment.ProcessId}");
        try
        {
            using var file = new FileStream(probe, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return UserId.Owns(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
