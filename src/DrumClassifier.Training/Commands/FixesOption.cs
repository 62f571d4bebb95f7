using System.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.LabelCleaning;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>--fixes</c>, the same for every command that reads labels.</summary>
internal sealed class FixesOption : Option<FileInfo?>
{
    public FixesOption()
        : base("--fixes")
    {
        Description = "A CSV file of corrected labels: data,path,label,reason, where data is the data set's folder name, path as the manifest has it, and label a class, "
            + "'other', or 'drop'. Applied to train and validation rows of the split only: test rows always keep the labels they came with.";
    }

    /// <summary>Applies the fixes, if any, and says what became of them.</summary>
    /// <param name="file">The file; null where the option was not given.</param>
    /// <param name="sounds">All sounds of the data sets.</param>
    /// <param name="protocol">The split whose test rows are left alone.</param>
    /// <exception cref="DataSetException">The file cannot be read, or a row of it matches nothing.</exception>
    public static IReadOnlyList<Sound> Apply(string? file, IReadOnlyList<Sound> sounds, SplitProtocol protocol)
    {
        if (file is null)
        {
            return sounds;
        }

        IReadOnlyList<Sound> mended = LabelFixes.Read(file).Apply(sounds, protocol, out LabelFixOutcome outcome);
        CommandHost.Error.MarkupLineInterpolated($"Fixes: {outcome.Relabelled} sounds relabelled, {outcome.Dropped} dropped.");
        if (outcome.OfTest > 0)
        {
            CommandHost.Error.MarkupLineInterpolated($"{outcome.OfTest} fixes name sounds outside train and validation, which keep their labels.");
        }

        if (outcome.OfOtherDataSets > 0)
        {
            CommandHost.Error.MarkupLineInterpolated($"[yellow]{outcome.OfOtherDataSets} fixes are for data sets that were not given.[/]");
        }

        return mended;
    }
}
