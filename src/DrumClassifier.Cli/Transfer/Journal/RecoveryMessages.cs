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
            int done = recovered.Count(step => step.IsMade == true);
            int open = recovered.Count(step => step.IsMade is null);
            streams.Message(
                $"An earlier sort or undo in '{output}' was cut off while it was about to deal with {Numbers.Count(recovered.Count, "file")}. "
                + (done == recovered.Count ? "It had dealt with all of them" : string.Create(CultureInfo.InvariantCulture, $"It had dealt with {done:N0} of them; {recovered.Count - done - open:N0} are where they were"))
                + (open > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {open:N0} need a look at, see below.") : ". None is half moved or half copied."));
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
