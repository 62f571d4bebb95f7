using DrumClassification.Training.Data;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>The sounds of data sets with their labels corrected.</summary>
internal static class LabelledSounds
{
    /// <summary>Reads data sets, applies corrections, if any, and says what became of them.</summary>
    /// <param name="corrections">The file of corrections; null for none.</param>
    /// <param name="protocol">The split whose test rows keep their labels.</param>
    public static IReadOnlyList<Sound> Read(IReadOnlyList<string> dataSets, string? corrections, SplitProtocol protocol)
    {
        IReadOnlyList<Sound> sounds = DataSetReader.Read(dataSets);
        if (corrections is null)
        {
            return sounds;
        }

        sounds = LabelCorrections.Read(corrections).Apply(sounds, protocol, out LabelCorrectionOutcome outcome);
        CommandHost.Error.MarkupLineInterpolated($"Label corrections: {outcome.Relabelled} sounds relabelled, {outcome.Dropped} dropped.");
        if (outcome.OfTest > 0)
        {
            CommandHost.Error.MarkupLineInterpolated($"{outcome.OfTest} corrections name sounds outside train and validation, which keep their labels.");
        }

        if (outcome.OfOtherDataSets > 0)
        {
            CommandHost.Error.MarkupLineInterpolated($"[yellow]{outcome.OfOtherDataSets} corrections are for data sets that were not given.[/]");
        }

        return sounds;
    }
}
