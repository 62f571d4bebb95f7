using System.Diagnostics;

namespace DrumClassification.Tests;

/// <summary>What tests do to folders that the runtime cannot.</summary>
internal static class Folders
{
    /// <summary>Removes an empty folder and puts a link in its place.</summary>
    public static void ReplaceByLink(string folder, string target)
    {
        Directory.Delete(folder);
        Directory.CreateSymbolicLink(folder, target);
    }

    /// <summary>Runs a command of the system, which must succeed.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Runs a command of the system.</summary>
    /// <returns>Whether it is there and succeeded.</returns>
    public static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
