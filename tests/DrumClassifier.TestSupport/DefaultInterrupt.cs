using System.ComponentModel;
using System.Diagnostics;

namespace DrumClassification.Tests;

/// <summary>
/// Starts programs so that Ctrl-C reaches them: a shell that runs tests in the background (<c>&amp;</c>, <c>nohup</c>) ignores SIGINT, and so
/// would its children.
/// </summary>
public static class DefaultInterrupt
{
    private static readonly Lazy<string[]> Launcher = new(FindLauncher);

    /// <summary>A program and its arguments, with what gives it the default SIGINT in front where the system has it. The process keeps its number.</summary>
    public static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        string[] words = [.. Launcher.Value, program, .. arguments];
        return new ProcessStartInfo(words[0], words[1..]);
    }

    private static string[] FindLauncher()
    {
        string[] launcher = ["env", "--default-signal=INT"];
        try
        {
            using Process probe = Process.Start(new ProcessStartInfo(launcher[0], [launcher[1], "true"]) { RedirectStandardError = true })!;
            probe.WaitForExit();
            return probe.ExitCode == 0 ? launcher : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
