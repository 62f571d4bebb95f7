using System.Globalization;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Says what was found where an earlier sort or undo was cut off.</summary>
internal static class RecoveryMessages
{
    /// <summary>Prints it; nothing where all was well.</summary>
    public static void Print(CliStreams streams, string output, IReadOnlyList<RecoveredStep> recovered, IReadOnlyList<int> badLines)
    {
        if (recovered.Count > 0)
        {
            int made = recovered.Count(step => step.IsMade == true);
            streams.Message(string.Create(
                CultureInfo.InvariantCulture,
                $"An earlier run in '{output}' was cut off. Of {recovered.Count} announced steps {made} had been made; nothing is half done any more."));
        }

        foreach (string problem in recovered.Select(step => step.Problem).OfType<string>())
        {
            streams.Error(problem);
        }

        if (badLines.Count > 0)
        {
            streams.Error(
                $"The journal '{OutputFolder.JournalPath(output)}' is damaged: line {string.Join(", ", badLines.Take(10))} cannot be read, and what stood there cannot be undone.");
        }
    }
}
