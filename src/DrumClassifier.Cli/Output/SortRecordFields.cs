using System.Text.Json;
using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Output;

/// <summary>How outcomes are called in data.</summary>
internal static class SortRecordFields
{
    /// <summary>"moved", "alreadySorted", …</summary>
    public static string Name(SortOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
