using System.Globalization;

namespace DrumClassification.Tooling.Terminal;

/// <summary>Numbers as sentences need them.</summary>
internal static class Numbers
{
    /// <summary>"1 file", "2,000 files".</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>", 2,000 failed", to go on with; nothing for 0.</summary>
    public static string Further(int number, string what) => number > 0 ? string.Create(CultureInfo.InvariantCulture, $", {number:N0} {what}") : "";

    /// <summary>"2,000 new", for a list of such; nothing for 0.</summary>
    /// <param name="number">How many.</param>
    /// <param name="what">What of them is said.</param>
    /// <param name="many">What is said of several, if that differs.</param>
    public static string[] Some(int number, string what, string? many = null) =>
        number > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? what : many ?? what)}")] : [];

    /// <summary>"56 files/s".</summary>
    public static string PerSecond(int files, TimeSpan elapsed) => $"{Rate(files, elapsed)} files/s";

    /// <summary>"56": files a second.</summary>
    public static string Rate(int files, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{files / Math.Max(elapsed.TotalSeconds, 1e-3):N0}");

    /// <summary>"45 s", "12 min", "3 h 20 min": how long something will still take.</summary>
    public static string TimeLeft(TimeSpan left) => left.TotalSeconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{left.TotalSeconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{left.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes} min"),
    };

    /// <summary>"97.8 %".</summary>
    /// <param name="share">0 … 1.</param>
    public static string Percent(float share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    /// <summary>"0.53 s".</summary>
    public static string Seconds(TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.00} s");
}
