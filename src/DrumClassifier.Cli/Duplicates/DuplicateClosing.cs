using System.Globalization;
using DrumClassification.Cli.Input;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Duplicates;

/// <summary>What is said at the end of a search.</summary>
internal static class DuplicateClosing
{
    /// <summary>Prints it.</summary>
    /// <returns>How many things went wrong.</returns>
    public static int Print(CliStreams streams, int files, int groups, DuplicateFile[] listed, List<FileProblem> problems, TimeSpan elapsed)
    {
        foreach (DuplicateFile file in listed.Where(file => file.Sound is { IsWhole: false }))
        {
            streams.Message($"'{file.Path}' is longer than what was heard: only its first {Numbers.Seconds(file.Sound!.Heard)} were compared.");
        }

        problems.ForEach(problem => streams.Error(problem.Reason));
        foreach (DuplicateOutcome left in listed.Select(file => file.Outcome).OfType<DuplicateOutcome>().Where(outcome => outcome.Reason is not null))
        {
            if (left.IsFailure)
            {
                streams.Error(left.Reason!);
            }
            else
            {
                streams.Message(left.Reason!);
            }
        }

        streams.Message(Closing(files, groups, listed, elapsed));
        return problems.Count + listed.Count(file => file.Outcome is { IsFailure: true });
    }

    private static string Closing(int files, int groups, DuplicateFile[] listed, TimeSpan elapsed)
    {
        DuplicateFile[] exact = [.. listed.Where(file => file.Kind == DuplicateKind.Exact)];
        int near = listed.Count(file => file.Kind == DuplicateKind.Near);
        string looked = $"{Numbers.Count(files, "file")} in {Numbers.Seconds(elapsed)}";
        return groups == 0
            ? $"{looked}: no duplicates."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{looked}: {Numbers.Count(groups, "group")}, {exact.Length:N0} exact ({exact.Sum(file => file.Bytes) / 1e6:0.0} MB) and {near:N0} near duplicates beside the best of each.");
    }
}
