using DrumClassification.Training.Data;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>The sounds that a model is judged on.</summary>
internal sealed record SoundSelection
{
    public required IReadOnlyList<Sound> Sounds { get; init; }

    /// <summary>The split; null if all sounds were taken.</summary>
    public required SplitProtocol? Split { get; init; }

    /// <summary>The part of the split; null if all sounds were taken.</summary>
    public required DataSplit? Subset { get; init; }

    /// <summary>The same in words.</summary>
    public required string Part { get; init; }

    /// <summary>The names of the data sets.</summary>
    public required string DataSets { get; init; }

    /// <summary>Reads the data sets and picks the sounds; those without such a split are left out, and their number is said.</summary>
    /// <exception cref="DataSetException">A data set or the corrections cannot be read, there is no such source, or no sound is left.</exception>
    public static SoundSelection Read(SelectionArguments arguments)
    {
        IReadOnlyList<Sound> sounds = SourceSelector.Only(LabelledSounds.Read(arguments.Data, arguments.Corrections, arguments.Split), arguments.Sources);
        if (arguments.Subset is { } part)
        {
            sounds = SubsetSelector.Select(sounds, arguments.Split, part, out int without);
            if (without > 0)
            {
                CommandHost.Error.MarkupLineInterpolated($"[yellow]{without} sounds have no {arguments.Split.ToString().ToLowerInvariant()} split and are left out.[/]");
            }
        }

        string only = arguments.Sources.Length == 0 ? "" : $", only {string.Join(" + ", arguments.Sources)}";
        return new SoundSelection
        {
            Sounds = sounds,
            Split = arguments.Subset is null ? null : arguments.Split,
            Subset = arguments.Subset,
            Part = (arguments.Subset is null ? "all sounds" : $"{arguments.Split} split, {arguments.Subset}".ToLowerInvariant()) + only,
            DataSets = string.Join(" + ", arguments.Data.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))),
        };
    }
}
