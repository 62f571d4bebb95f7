using System.CommandLine;
using DrumClassification.Training.Data;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>The options that say which labelled sounds a model is judged on, the same for every command that judges models.</summary>
internal sealed class SelectionOptions
{
    private const string All = "all";

    private readonly Option<string[]> _data = new("--data") { Description = "A data set; may be repeated.", Required = true, Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _split = new("--split") { Description = "Which split: random or group.", DefaultValueFactory = _ => "group" };
    private readonly Option<string> _subset = new("--subset") { Description = "Which part of it: train, validation, test, or all for every sound.", DefaultValueFactory = _ => "test" };
    private readonly Option<string[]> _source = new("--source")
    {
        Description = "Only sounds of this source, such as one that 'drumtrain train --without-source' left out. May be repeated.",
        DefaultValueFactory = _ => [],
    };

    private readonly CorrectionsOption _corrections = new();

    public SelectionOptions()
    {
        _split.AcceptOnlyFromAmong("random", "group");
        _subset.AcceptOnlyFromAmong("train", "validation", "test", All);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_split);
        command.Options.Add(_subset);
        command.Options.Add(_source);
        command.Options.Add(_corrections);
    }

    public SelectionArguments Read(ParseResult parse) => new()
    {
        Data = parse.GetRequiredValue(_data),
        Split = Enum.Parse<SplitProtocol>(parse.GetRequiredValue(_split), ignoreCase: true),
        Subset = parse.GetRequiredValue(_subset) is All ? null : Enum.Parse<DataSplit>(parse.GetRequiredValue(_subset), ignoreCase: true),
        Sources = parse.GetRequiredValue(_source),
        Corrections = parse.GetValue(_corrections)?.FullName,
    };
}

/// <summary>Which labelled sounds a model is judged on.</summary>
internal sealed record SelectionArguments
{
    public required string[] Data { get; init; }

    public required SplitProtocol Split { get; init; }

    /// <summary>The part of the split; null for every sound.</summary>
    public required DataSplit? Subset { get; init; }

    public required string[] Sources { get; init; }

    public string? Corrections { get; init; }
}
