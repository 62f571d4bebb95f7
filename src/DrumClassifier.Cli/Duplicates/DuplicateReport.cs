using DrumClassification.Cli.Input;
using DrumClassification.Cli.Report;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Duplicates;

/// <summary>The report of a search: the groups one after the other, to look at and listen to.</summary>
internal static class DuplicateReport
{
    /// <summary>Writes it.</summary>
    /// <returns>False if that failed; the error has been printed.</returns>
    public static async Task<bool> SaveAsync(
        ReportBuilder report, IEnumerable<DuplicateFile> listed, IEnumerable<FileProblem> problems, ModelInfo model, string title, CliStreams streams)
    {
        foreach (DuplicateFile file in listed)
        {
            // A copy sounds as what it is a copy of; its own file may be gone from its place.
            report.Add(new ReportEntry(file.Path, file.Outcome?.Destination ?? file.Path, file.Sound?.Classification, file.Outcome?.Reason)
            {
                Outcome = $"group {file.Group}: {Words(file)}",
                Destination = file.Outcome?.Destination,
            });
        }

        foreach (FileProblem problem in problems)
        {
            report.Add(problem);
        }

        return await report.SaveAsync(new ReportHeading(title, model, model.Calibration.UncertainBelow, DateTimeOffset.Now), streams);
    }

    private static string Words(DuplicateFile file) => file.Kind switch
    {
        DuplicateKind.Best => "best",
        DuplicateKind.Exact => "exact copy",
        _ => "near duplicate",
    }
    + (file.Outcome?.Action is { } action ? $", {action}" : "");
}
