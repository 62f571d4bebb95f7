using System.CommandLine;
using DrumClassification.Cli.Input;

namespace DrumClassification.Cli.Report;

/// <summary>The report that a command is to write beside what it prints.</summary>
internal sealed class ReportGroup : IOptionGroup
{
    private readonly Option<string?> _file = new("--report")
    {
        Description = "Also write a report: a page to look at and listen to (.html), or .csv or .json.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _embedAudio = new("--embed-audio")
    {
        Description = $"Put the sounds themselves into the .html report (up to {AudioEmbedder.Budget >> 20} MiB), so that it plays anywhere.",
    };

    /// <summary>Its extension, which is checked, says what it is written as.</summary>
    public ReportGroup() => _file.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !ReportTarget.TryGetFormat(result.Tokens[0].Value, out _))
        {
            result.AddError($"--report is '{result.Tokens[0].Value}'; its name must end in .html, .csv or .json.");
        }
    });

    /// <inheritdoc />
    public IEnumerable<Option> Options => [_file, _embedAudio];

    /// <summary>What they ask for; null for no report.</summary>
    public ReportTarget? Read(ParseResult parsed) =>
        parsed.GetValue(_file) is { } path && ReportTarget.TryGetFormat(path, out ReportFormat? format)
            ? new(Path.GetFullPath(path), format.Value, parsed.GetValue(_embedAudio))
            : null;
}
