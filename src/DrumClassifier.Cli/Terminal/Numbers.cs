using System.Globalization;

namespace DrumClassification.Cli.Terminal;

/// <summary>Numbers as sentences need them.</summary>
internal static class Numbers
{
    /// <summary>"1 file", "2,000 files".</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>"56 files/s".</summary>
    public static string PerSecond(int files, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{files / Math.Max(elapsed.TotalSeconds, 1e-3):N0} files/s");

    /// <summary>"0.53 s".</summary>
    public static string Seconds(TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.00} s");
}
