using System.CommandLine;
using System.CommandLine.Parsing;
using DrumClassification.Cli.Input;

namespace DrumClassification.Cli.Scale;

/// <summary>A list of files.</summary>
/// <param name="description">What it is for.</param>
internal sealed class ListGroup(string description) : IOptionGroup
{
    private readonly Option<string?> _filesFrom = new("--files-from") { Description = description, HelpName = "LIST" };
    private readonly Option<bool> _null = new("--null", "-0") { Description = "The list has a NUL after each path, as 'find -print0' writes, and not a line's end." };

    /// <inheritdoc />
    public IEnumerable<Option> Options => [_filesFrom, _null];

    /// <summary>What they say; null for no list.</summary>
    public PathList? Read(ParseResult parsed) => parsed.GetValue(_filesFrom) is { } source ? new PathList(source, parsed.GetValue(_null)) : null;

    /// <summary>True if a list is named.</summary>
    public bool IsIn(CommandResult result) => result.GetResult(_filesFrom) is not null;

    /// <summary>Refuses a separator without a list.</summary>
    public void Check(Command command) => command.Validators.Add(result =>
    {
        if (result.GetValue(_null) && !IsIn(result))
        {
            result.AddError("--null says how the list of --files-from is written; name one.");
        }
    });
}
