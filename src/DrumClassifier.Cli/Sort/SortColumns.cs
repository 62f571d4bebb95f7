using System.Text.Json;
using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Sort;

/// <summary>
/// What <c>sort</c> lists. In JSON:
/// <c>{"source":…,"outcome":…,"destination":…,"folder":…,"label":…,"confidence":…,"probabilities":{…},"duplicateOf":…,"reason":…,"dryRun":…,"uncertain":…,"uncertainReason":…,"warnings":[…],"kind":…,"kindProbability":…,"kindUncertain":…,"heard":{…},"named":{…}}</c>;
/// what does not apply is null. The table, without a heading, is the plan of a dry run: what would go somewhere, and where to.
/// </summary>
internal static class SortColumns
{
    /// <summary>The columns.</summary>
    /// <param name="labels">The model's classes, in its order.</param>
    /// <param name="folders">The folders that a sound may go to.</param>
    public static IReadOnlyList<Column<SortRecord>> For(IReadOnlyList<string> labels, SortFolders folders) =>
    [
        Column<SortRecord>.OfTable("", record => record.Folder!) with { Width = folders.OfKinds.Select(folder => folder.Length).Append(10).Max() },
        Column<SortRecord>.OfTable("", record => Numbers.Percent(Answer.Of(record.Classification!).Confidence)) with { Width = 8, Gap = 0, Right = true },
        Column<SortRecord>.OfTable("", record => $"{record.Source} -> {record.Destination}"),
        new("source", record => record.Source),
        new("outcome", record => JsonNamingPolicy.CamelCase.ConvertName(record.Outcome.ToString())),
        new("destination", record => record.Destination),
        new("folder", record => record.Folder),
        .. ClassificationColumns.Answer<SortRecord>(Found),
        .. ClassificationColumns.Probabilities<SortRecord>(labels, Found),
        new("duplicateOf", record => record.DuplicateOf),
        new("reason", record => record.Reason),
        new("dryRun", record => record.IsDryRun),
        ClassificationColumns.Uncertain<SortRecord>(Found),
        .. ClassificationColumns.Doubt<SortRecord>("uncertainReason", Found),
        .. ClassificationColumns.Kind<SortRecord>(Found),
        .. NameColumns.For<SortRecord>(labels, record => record.Names),
    ];

    /// <summary>True for what has a row in the table.</summary>
    public static bool HasRow(SortRecord record) =>
        record is { Destination: not null, Classification: not null, Outcome: not SortOutcome.AlreadySorted };

    private static Classification? Found(SortRecord record) => record.Classification;
}
