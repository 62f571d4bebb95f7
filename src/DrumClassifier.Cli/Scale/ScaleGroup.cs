using System.CommandLine;
using DrumClassification.Cli.Input;

namespace DrumClassification.Cli.Scale;

/// <summary>Options for more files than one command line, or one machine, can take.</summary>
internal sealed class ScaleGroup : IOptionGroup
{
    private readonly ListGroup _list = new("Classify the files in a list, one path a line; - reads it from the standard input.");

    private readonly Option<Shard?> _shard = new("--shard")
    {
        Description = "Classify only this part of the files, such as 0/4 of 0/4 … 3/4; a file's path alone decides on its part.",
        HelpName = "PART/PARTS",
        CustomParser = Shard.Parse,
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write the results there: .jsonl, .csv or .parquet. After a break, the same command goes on where it was.",
        HelpName = "FILE",
    };

    /// <inheritdoc />
    public IEnumerable<Option> Options => [.. _list.Options, _shard, _output];

    /// <summary>What they say; null if none of them is there.</summary>
    public ScaleRequest? Read(ParseResult parsed)
    {
        PathList? list = _list.Read(parsed);
        Shard? shard = parsed.GetValue(_shard);
        string? output = parsed.GetValue(_output);
        return list is null && shard is null && output is null ? null : new ScaleRequest(list, shard ?? Shard.Whole, output is null ? null : new ResultTarget(Path.GetFullPath(output)));
    }

    /// <summary>Refuses what does not go together, and a command that names no sounds at all.</summary>
    /// <param name="command">The command.</param>
    /// <param name="paths">Its sounds.</param>
    /// <param name="format">Its option for what is printed.</param>
    /// <param name="others">Options that hold every sound in memory.</param>
    public void Check(Command command, Argument<string[]> paths, Option format, IReadOnlyList<Option> others)
    {
        _list.Check(command);
        command.Validators.Add(result =>
        {
            bool hasPaths = result.GetResult(paths) is { Tokens.Count: > 0 };
            bool hasList = _list.IsIn(result);
            if (hasPaths == hasList)
            {
                result.AddError(hasPaths ? "PATHS and --files-from exclude each other; give one of them." : $"Required argument missing for command: '{command.Name}'. Name sound files or folders, or a list with --files-from.");
            }

            if (result.GetResult(_output) is { Tokens: [{ Value: var output }] } && !ResultTarget.IsKnown(output))
            {
                result.AddError($"--output is '{output}'; it must end in .jsonl, .csv or .parquet.");
            }

            if (result.GetResult(_output) is not null && result.GetResult(format) is { Implicit: false })
            {
                result.AddError($"{format.Name} is for what is printed; the end of the --output's name says what is written there.");
            }

            string[] used = [.. others.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
            if (used.Length > 0 && (hasList || result.GetResult(_shard) is not null || result.GetResult(_output) is not null))
            {
                result.AddError($"{used[0]} is not for so many files: leave it, or --files-from, --shard and --output, away.");
            }
        });
    }
}

/// <summary>What they say.</summary>
/// <param name="List">The files; null if they are named on the command line.</param>
/// <param name="Shard">Which of them.</param>
/// <param name="Output">Where results go; null for the standard output.</param>
internal sealed record ScaleRequest(PathList? List, Shard Shard, ResultTarget? Output);
