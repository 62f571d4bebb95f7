using System.CommandLine;
using System.Globalization;
using DrumClassification.Cli.Files;
using DrumClassification.Cli.Reporting;

namespace DrumClassification.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    private const double LongestSeconds = 3600;

    /// <summary>--model FILE</summary>
    public static Option<string?> Model() => new("--model", "-m")
    {
        Description = "A model file that drumtrain has written, instead of the one inside this program.",
        HelpName = "FILE",
    };

    /// <summary>--provider cpu|cuda|auto</summary>
    public static Option<ExecutionProvider> Provider() => Named<ExecutionProvider>(
        new("--provider", "-p") { Description = "Where the network runs; auto takes the GPU where it works. Default: cpu." });

    /// <summary>--max-length SECONDS</summary>
    public static Option<double?> MaxLength() => new("--max-length")
    {
        Description = "What sounds for longer than this is no single hit. Default: 12.",
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                && seconds is > 0 and <= LongestSeconds)
            {
                return seconds;
            }

            result.AddError($"--max-length is '{result.Tokens[0].Value}'; it must be above 0 and at most {LongestSeconds} seconds, for example 12.");
            return null;
        },
    };

    /// <summary>--recursive [true|false]</summary>
    public static Option<bool> Recursive() => new("--recursive", "-r")
    {
        Description = "Look into sub-folders; --recursive false does not.",
        DefaultValueFactory = _ => true,
    };

    /// <summary>--hidden</summary>
    public static Option<bool> Hidden() => new("--hidden")
    {
        Description = "Look into hidden folders too: trash, system folders such as @eaDir, and names that begin with a dot.",
    };

    /// <summary>How folders are looked through, as the two options say.</summary>
    public static ScanOptions ReadScan(ParseResult parsed, Option<bool> recursive, Option<bool> hidden) =>
        new(parsed.GetValue(recursive), parsed.GetValue(hidden));

    /// <summary>--report FILE: its extension, which is checked, says what it is written as.</summary>
    public static Option<string?> Report()
    {
        var option = new Option<string?>("--report")
        {
            Description = "Also write a report: a page to look at and listen to (.html), or .csv or .json.",
            HelpName = "FILE",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !ReportTarget.TryGetFormat(result.Tokens[0].Value, out _))
            {
                result.AddError($"--report is '{result.Tokens[0].Value}'; its name must end in .html, .csv or .json.");
            }
        });
        return option;
    }

    /// <summary>--embed-audio</summary>
    public static Option<bool> EmbedAudio() => new("--embed-audio")
    {
        Description = $"Put the sounds themselves into the .html report (up to {AudioEmbedder.Budget >> 20} MiB), so that it plays anywhere.",
    };

    /// <summary>The report that the two options ask for; null for none.</summary>
    public static ReportTarget? ReadReport(ParseResult parsed, Option<string?> report, Option<bool> embedAudio) =>
        parsed.GetValue(report) is { } path && ReportTarget.TryGetFormat(path, out ReportFormat? format)
            ? new(Path.GetFullPath(path), format.Value, parsed.GetValue(embedAudio))
            : null;

    /// <summary>Makes an enum option take exactly the names in lower case (the parser itself would take numbers and any case).</summary>
    public static Option<T> Named<T>(Option<T> option)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        option.HelpName = string.Join('|', names);
        option.AcceptOnlyFromAmong(names);
        return option;
    }
}
