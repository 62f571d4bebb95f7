namespace DrumClassification.Tests;

/// <summary>A file system that is mounted while a test looks; only root may, and on Linux, so elsewhere the test is skipped.</summary>
internal sealed class Mount : IDisposable
{
    private readonly string _at;
    private bool _isOn = true;

    private Mount(string at) => _at = at;

    /// <summary>Shows a folder at another place once more.</summary>
    public static Mount Bind(string folder, string at) => On(at, "--bind", folder);

    /// <summary>A small disk in memory.</summary>
    /// <param name="at">Where; made if it does not exist.</param>
    /// <param name="options">As in "size=300k".</param>
    public static Mount Memory(string at, string options)
    {
        Directory.CreateDirectory(at);
        return On(at, "-t", "tmpfs", "-o", options, "tmpfs");
    }

    /// <summary>Takes it off.</summary>
    public void Off()
    {
        if (_isOn)
        {
            _isOn = false;
            Folders.Run("umount", _at);
        }
    }

    public void Dispose() => Off();

    private static Mount On(string at, params string[] arguments)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Folders.TryRun("mount", [.. arguments, at]), "may not mount here");
        return new Mount(at);
    }
}
