using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Tests;

/// <summary>
/// The real disk with a fault: counts every change, and can refuse one (a full disk, a missing permission) or end the world
/// before it, after which nothing works any more, as after a kill.
/// </summary>
internal sealed class FaultyFileSystem : IFileSystem
{
    private readonly RealFileSystem _real = new();
    private bool _isOver;

    /// <summary>Number of changes so far.</summary>
    public int Changes { get; private set; }

    /// <summary>Called with the number (from 0) and the name of each change before it is made; what it throws is the fault.</summary>
    public Action<int, string> Before { get; init; } = (_, _) => { };

    /// <summary>True makes every rename and link say that the paths are on different devices, except within a folder.</summary>
    public bool AcrossDevices { get; init; }

    /// <summary>A folder that is on a disk which holds no name that Windows does not.</summary>
    public string? HoldsOnlyPortableNamesIn { get; init; }

    /// <summary>A folder that is on a disk with times in steps of two seconds.</summary>
    public string? CoarseTimesIn { get; init; }

    /// <summary>Renames that fail, for whatever reason.</summary>
    public Func<string, string, bool> RefuseRename { get; init; } = (_, _) => false;

    /// <summary>True changes every byte on its way to the disk.</summary>
    public bool IsRotten { get; init; }

    public void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            Change(nameof(CreateFolder));
            CheckName(path);
            _real.CreateFolder(path);
        }
    }

    public bool TryRenameFolder(string source, string destination)
    {
        Change(nameof(TryRenameFolder));
        return _real.TryRenameFolder(source, destination);
    }

    public bool TryRename(string source, string destination)
    {
        Change(nameof(TryRename));
        CheckName(destination);
        if (RefuseRename(source, destination))
        {
            throw new IOException("refused");
        }

        return !IsOtherDevice(source, destination) && _real.TryRename(source, destination);
    }

    public void Replace(string source, string destination)
    {
        Change(nameof(Replace));
        _real.Replace(source, destination);
    }

    public bool TryLink(string source, string destination)
    {
        Change(nameof(TryLink));
        return !IsOtherDevice(source, destination) && _real.TryLink(source, destination);
    }

    public IWritableFile CreateNew(string path)
    {
        Change(nameof(CreateNew));
        return new FaultyFile(this, _real.CreateNew(path));
    }

    public IWritableFile OpenAppend(string path, long length)
    {
        Change(nameof(OpenAppend));
        return new FaultyFile(this, _real.OpenAppend(path, length));
    }

    public void CopyTimesAndMode(string source, string destination)
    {
        Change(nameof(CopyTimesAndMode));
        _real.CopyTimesAndMode(source, destination);
        if (CoarseTimesIn is { } coarse && destination.StartsWith(coarse, StringComparison.Ordinal))
        {
            DateTime time = File.GetLastWriteTimeUtc(destination);
            File.SetLastWriteTimeUtc(destination, new DateTime(time.Ticks - (time.Ticks % (2 * TimeSpan.TicksPerSecond)), DateTimeKind.Utc));
        }
    }

    public void SetModified(string path, ExactTime time)
    {
        Change(nameof(SetModified));
        _real.SetModified(path, time);
    }

    public void SetMode(string path, UnixFileMode mode)
    {
        Change(nameof(SetMode));
        _real.SetMode(path, mode);
    }

    public void Delete(string path)
    {
        Change(nameof(Delete));
        _real.Delete(path);
    }

    public bool TryDeleteEmptyFolder(string path)
    {
        Change(nameof(TryDeleteEmptyFolder));
        return _real.TryDeleteEmptyFolder(path);
    }

    public void FlushFolder(string path) => Change(nameof(FlushFolder));

    private void CheckName(string path)
    {
        // What exFAT's driver says.
        if (HoldsOnlyPortableNamesIn is { } disk && path.StartsWith(disk, StringComparison.Ordinal) && path[disk.Length..].Split('/').Any(name => name.EndsWith('.') || name.Any(c => "<>:\"|?*".Contains(c, StringComparison.Ordinal))))
        {
            throw new FileNotFoundException($"'{path}': No such file or directory.", path);
        }
    }

    private bool IsOtherDevice(string source, string destination) =>
        AcrossDevices && Path.GetDirectoryName(source) != Path.GetDirectoryName(destination);

    private void Change(string name)
    {
        if (_isOver)
        {
            throw new EndOfTheWorldException();
        }

        try
        {
            Before(Changes++, name);
        }
        catch (EndOfTheWorldException)
        {
            _isOver = true;
            throw;
        }
    }

    private sealed class FaultyFile(FaultyFileSystem owner, IWritableFile real) : IWritableFile
    {
        public void Write(ReadOnlySpan<byte> bytes)
        {
            bool wasOver = owner._isOver;
            try
            {
                owner.Change(nameof(Write));
            }
            catch (Exception) when (!wasOver)
            {
                // What a crash or a full disk leaves: some of it.
                real.Write(bytes[..(bytes.Length / 2)]);
                throw;
            }

            real.Write(owner.IsRotten ? [.. bytes.ToArray().Select(value => (byte)~value)] : bytes);
        }

        public void FlushToDisk()
        {
            // The tests' own disk needs no flushing: what was written outlives a process, and no test cuts the power.
            owner.Change(nameof(FlushToDisk));
        }

        public void Dispose() => real.Dispose();
    }
}

/// <summary>The process is no more: nothing in it may catch this.</summary>
internal sealed class EndOfTheWorldException() : Exception("The process was killed here.");
