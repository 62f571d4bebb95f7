using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>A small secret file that its owner alone can read.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    /// <summary>Reads a secret.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="reasons">Receives why it cannot be used, where it is there and cannot.</param>
    /// <returns>Null if there is none, or none that can be trusted.</returns>
    public static byte[]? TryRead(string path, int length, List<string> reasons)
    {
        try
        {
            if (FileStatus.IsFree(path))
            {
                return null;
            }

            string folder = Path.GetDirectoryName(path)!;
            if (IsExposed(folder, FileKind.Folder) || IsExposed(path, FileKind.File))
            {
                reasons.Add($"'{path}' can be read or changed by others than you");
                return null;
            }

            byte[] secret = File.ReadAllBytes(path);
            return secret.Length == length ? secret : Refuse($"'{path}' is damaged; delete it");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse(exception.Message.TrimEnd('.'));
        }

        byte[]? Refuse(string why)
        {
            reasons.Add(why);
            return null;
        }
    }

    /// <summary>Writes a secret, or reads the one that another process has written meanwhile.</summary>
    public static byte[]? TryCreate(string path, byte[] secret, List<string> reasons)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            string above = folder;
            while (!Directory.Exists(above))
            {
                above = Path.GetDirectoryName(above) ?? above;
            }

            // Root that runs with a user's HOME must not leave root's files there; a folder for everybody's temporary files is root's.
            if (!UserId.Owns(above) && Path.GetFileName(folder) == "drums")
            {
                reasons.Add($"'{above}' is not yours");
                return null;
            }

            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerFolder);
            }

            // Complete before it gets its name, so that nobody ever reads half a key.
            using (FileStream stream = Create(temporary))
            {
                stream.Write(secret);
                stream.Flush(flushToDisk: true);
            }

            try
            {
                AtomicRename.TryRename(temporary, path);
            }
            catch (DestinationTakenException)
            {
                File.Delete(temporary);
            }

            return TryRead(path, secret.Length, reasons);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reasons.Add(exception.Message.TrimEnd('.'));
            return null;
        }
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    // On Windows the data folder's own access list says that.
    private static bool IsExposed(string path, FileKind kind)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        if (FileStatus.Of(path) is { } status && status.Kind != kind)
        {
            return true;
        }

        // Others may look into the folder (it is made without, but an old one may be open), but not put another key there.
        UnixFileMode forbidden = kind == FileKind.Folder ? UnixFileMode.GroupWrite | UnixFileMode.OtherWrite : Others;
        return !UserId.Owns(path) || (File.GetUnixFileMode(path) & forbidden) != 0;
    }
}
