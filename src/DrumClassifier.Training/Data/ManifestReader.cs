using System.Globalization;
using CsvHelper;
using DrumClassification.Training.Files;
using static DrumClassification.Training.Files.CsvTable;

namespace DrumClassification.Training.Data;

/// <summary>
/// Reads a <c>manifest.csv</c>: columns <c>path</c> (relative to the manifest) and <c>label</c> are needed; <c>group</c>,
/// <c>split</c> (random), <c>group_split</c>, <c>sample_rate</c>, <c>duration_s</c>, <c>source</c> and <c>fine</c> are used where there; others are kept as <see cref="Sound.Columns"/>, for <see cref="DataWeights"/>.
/// </summary>
internal static class ManifestReader
{
    private static readonly HashSet<string> KnownColumns =
        new(["path", "label", "group", "split", "group_split", "sample_rate", "duration_s", "source", "fine"], StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DataSetException">A column is missing or a row cannot be understood; the message names the file and line.</exception>
    public static List<Sound> Read(string manifest)
    {
        string root = Path.GetDirectoryName(manifest)!;
        string dataSet = Path.GetFileName(root) is { Length: > 0 } name ? name : "data";
        HashSet<string> names = new(StringComparer.Ordinal);
        return CsvTable.Read(manifest, ["path", "label"], "its first line must name the columns, at least path and label.", csv =>
        {
            Sound sound = ReadRow(csv, root, dataSet, manifest);
            return names.Add(sound.Name) ? sound : throw Bad(csv, manifest, $"'{sound.Name}' is listed twice");
        });
    }

    private static Sound ReadRow(CsvReader csv, string root, string dataSet, string manifest)
    {
        string path = Text(csv, "path") ?? throw Bad(csv, manifest, "the path is empty");
        string written = Text(csv, "label") ?? throw Bad(csv, manifest, "the label is empty");
        string label = LabelNames.Find(written)
            ?? throw Bad(csv, manifest, $"label '{written}' is none of {string.Join(", ", DrumLabels.All)}, {LabelNames.Other}");
        string name = path.Replace('\\', '/');
        return new Sound
        {
            Path = Path.GetFullPath(Path.Combine(root, name)),
            Name = name,
            Label = label,
            Group = Text(csv, "group") ?? name,
            RandomSplit = Split(csv, "split", manifest),
            GroupSplit = Split(csv, "group_split", manifest),
            SampleRate = (int)Number(csv, "sample_rate", manifest),
            DurationSeconds = Number(csv, "duration_s", manifest),
            Source = Text(csv, "source") ?? dataSet,
            Fine = Text(csv, "fine") ?? label,
            Columns = csv.Headers.Where(column => !KnownColumns.Contains(column)).Select(column => (column, value: Text(csv, column))).Where(pair => pair.value is not null).ToDictionary(pair => pair.column, pair => pair.value!),
        };
    }

    private static double Number(CsvReader csv, string column, string manifest)
    {
        string? text = Text(csv, column);
        return text is null ? 0
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && double.IsFinite(value) ? value
            : throw Bad(csv, manifest, $"{column} '{text}' is not a number");
    }

    private static DataSplit? Split(CsvReader csv, string column, string manifest) => Text(csv, column)?.ToLowerInvariant() switch
    {
        null => null,
        "train" => DataSplit.Train,
        "validation" or "val" => DataSplit.Validation,
        "test" => DataSplit.Test,
        string other => throw Bad(csv, manifest, $"{column} '{other}' is none of train, validation, test"),
    };

    private static DataSetException Bad(CsvReader csv, string manifest, string what) => CsvTable.Bad(manifest, csv.LineNumber, what);
}
