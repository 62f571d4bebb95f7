using System.Diagnostics;
using Xunit;

namespace DrumClassification.Tests;

/// <summary>Named pipes, which nobody writes into.</summary>
public static class Pipe
{
    /// <summary>Makes one; skips the test on Windows, where pipes have no place in folders.</summary>
    public static void Make(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes have no place in folders there");
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
