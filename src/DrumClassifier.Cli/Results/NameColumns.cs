using System.Text.Json;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Cli.Results;

/// <summary>The columns that tell what is heard alone and what the name says: an object each in JSON, a column for each value in CSV.</summary>
internal static class NameColumns
{
    /// <summary>The columns; null or empty for a file that has no answer, and for a name that says nothing.</summary>
    /// <param name="labels">The model's classes, in its order.</param>
    /// <param name="outcome">What a record's name has to do with its answer.</param>
    public static IEnumerable<Column<T>> For<T>(IReadOnlyList<string> labels, Func<T, NameOutcome?> outcome)
    {
        Func<T, Classification?> heard = record => outcome(record)?.Heard;
        Func<T, NameEvidence?> named = record => outcome(record)?.Named;
        return
        [
            new("heard", record => heard(record) is { } found ? Heard(found) : null) { InCsv = false },
            new("named", record => named(record) is { } name ? Named(name, outcome(record)!.IsContradicted) : null) { InCsv = false },
            .. Csv<T>("heardLabel", record => heard(record)?.Label),
            .. Csv<T>("heardConfidence", record => heard(record)?.Confidence),
            .. labels.SelectMany((label, index) => Csv<T>($"heard_{label}", record => heard(record)?.Probabilities[index].Probability)),
            .. Csv<T>("heardKind", record => heard(record)?.Kind?.Name),
            .. Csv<T>("namedLabel", record => named(record) is { } name ? string.Join('+', name.Labels) : null),
            .. Csv<T>("namedKind", record => named(record)?.Kind),
            .. Csv<T>("namedStrength", record => named(record) is { } name ? Text(name.Strength) : null),
            .. Csv<T>("namedToken", record => named(record)?.Token),
            .. Csv<T>("nameContradicts", record => named(record) is null ? null : outcome(record)!.IsContradicted),
        ];
    }

    private static Column<T>[] Csv<T>(string name, Func<T, object?> value) => [new(name, value) { InJson = false }];

    private static Dictionary<string, object?> Heard(Classification heard) => new()
    {
        ["label"] = heard.Label,
        ["confidence"] = heard.Confidence,
        ["probabilities"] = heard.Probabilities,
        ["uncertain"] = heard.IsUncertain,
        ["reason"] = UncertainText.Name(heard),
        ["kind"] = heard.Kind?.Name,
        ["kindProbability"] = heard.Kind?.Probability,
        ["kindUncertain"] = heard.Kind?.IsUncertain,
    };

    private static Dictionary<string, object?> Named(NameEvidence name, bool contradicts) => new()
    {
        ["label"] = name.Label,
        ["labels"] = name.Labels,
        ["kind"] = name.Kind,
        ["strength"] = Text(name.Strength),
        ["place"] = Text(name.Place),
        ["token"] = name.Token,
        ["contradicts"] = contradicts,
    };

    private static string Text<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
