using System.ComponentModel;
using System.Diagnostics;

namespace DrumClassification.Cli.Browse;

/// <summary>The user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens an address in it.</summary>
    /// <returns>Why that failed and what to do; null if it did not.</returns>
    public static string? TryOpen(string address)
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DISPLAY") is null && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null)
        {
            return "There is no screen here to open a browser on; open the address yourself.";
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                using Process? shell = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
            }
            else
            {
                // What it prints is not for this terminal.
                using Process? opener = Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                });
            }

            return null;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return $"No browser could be opened ({exception.Message}); open the address yourself.";
        }
    }
}
