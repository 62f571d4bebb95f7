using System.Text.Json;

namespace DrumClassification.Cli.Scale;

/// <summary>A column of a table that is made of rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">string, float or bool: what values are, where there are any.</param>
/// <param name="Value">A row's value; null for none.</param>
internal sealed record RowColumn(string Name, Type Type, Func<JsonElement, object?> Value);

/// <summary>The columns of <c>classify --format csv</c>, taken out of rows that are JSON.</summary>
internal static class RowColumns
{
    /// <summary>The columns.</summary>
    /// <param name="labels">The model's classes, in its order.</param>
    public static IReadOnlyList<RowColumn> For(IReadOnlyList<string> labels) =>
    [
        Text("path"), Text("label"), Number("confidence"), .. labels.Select(label => Number($"probability_{label}", "probabilities", label)), Text("error"),
        Flag("uncertain"), Text("reason"), Words("warnings", ' ', "warnings"), Text("kind"), Number("kindProbability"), Flag("kindUncertain"),
        Text("heardLabel", "heard", "label"), Number("heardConfidence", "heard", "confidence"),
        .. labels.Select(label => Number($"heard_{label}", "heard", "probabilities", label)), Text("heardKind", "heard", "kind"),
        Words("namedLabel", '+', "named", "labels"), Text("namedKind", "named", "kind"), Text("namedStrength", "named", "strength"), Text("namedToken", "named", "token"),
        Flag("nameContradicts", "named", "contradicts"),
    ];

    /// <summary>The classes of a row, in the model's order; null for a file that failed.</summary>
    public static string[]? LabelsOf(JsonElement row) => Find(row, ["probabilities"]) is { } found ? [.. found.EnumerateObject().Select(entry => entry.Name)] : null;

    private static RowColumn Text(string name, params string[] place) => new(name, typeof(string), row => Find(row, Place(name, place))?.GetString());

    private static RowColumn Number(string name, params string[] place) => new(name, typeof(float), row => Find(row, Place(name, place))?.GetSingle());

    private static RowColumn Flag(string name, params string[] place) => new(name, typeof(bool), row => Find(row, Place(name, place))?.GetBoolean());

    private static RowColumn Words(string name, char separator, params string[] place) =>
        new(name, typeof(string), row => Find(row, place) is { } list ? string.Join(separator, list.EnumerateArray().Select(word => word.GetString())) : null);

    private static string[] Place(string name, string[] place) => place.Length > 0 ? place : [name];

    private static JsonElement? Find(JsonElement row, string[] place)
    {
        foreach (string name in place)
        {
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out row))
            {
                return null;
            }
        }

        return row.ValueKind == JsonValueKind.Null ? null : row;
    }
}
