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

    private readonly FixesOption _fixes = new();

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
        command.Options.Add(_fixes);
    }

    /// <summary>Reads the data sets and picks the sounds; those without such a split are left out, and their number is said.</summary>
    /// <exception cref="DataSetException">A data set or the fixes cannot be read, there is no such source, or no sound is left.</exception>
    public SoundSelection Read(ParseResult parse)
    {
        string[] data = parse.GetRequiredValue(_data);
        string[] sources = parse.GetRequiredValue(_source);
        SplitProtocol protocol = Enum.Parse<SplitProtocol>(parse.GetRequiredValue(_split), ignoreCase: true);
        DataSplit? subset = parse.GetRequiredValue(_subset) is All ? null : Enum.Parse<DataSplit>(parse.GetRequiredValue(_subset), ignoreCase: true);
        IReadOnlyList<Sound> sounds = SourceSelector.Only(FixesOption.Apply(parse.GetValue(_fixes)?.FullName, DataSetReader.Read(data), protocol), sources);
        if (subset is { } part)
        {
            sounds = SubsetSelector.Select(sounds, protocol, part, out int without);
            if (without > 0)
            {
                CommandHost.Error.MarkupLineInterpolated($"[yellow]{without} sounds have no {protocol.ToString().ToLowerInvariant()} split and are left out.[/]");
            }
        }

        string[] names = [.. data.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))];
        string only = sources.Length == 0 ? "" : $", only {string.Join(" + ", sources)}";
        return new SoundSelection
        {
            Sounds = sounds,
            Split = subset is null ? null : protocol,
            Subset = subset,
            Part = (subset is null ? "all sounds" : $"{protocol} split, {subset}".ToLowerInvariant()) + only,
            DataSets = string.Join(" + ", names),
        };
    }
}

/// <summary>The sounds that a model is judged on.</summary>
internal sealed record SoundSelection
{
    public required IReadOnlyList<Sound> Sounds { get; init; }

    /// <summary>The split; null where all sounds were taken.</summary>
    public required SplitProtocol? Split { get; init; }

    /// <summary>The part of the split; null where all sounds were taken.</summary>
    public required DataSplit? Subset { get; init; }

    /// <summary>The same in words.</summary>
    public required string Part { get; init; }

    /// <summary>The names of the data sets.</summary>
    public required string DataSets { get; init; }
}
