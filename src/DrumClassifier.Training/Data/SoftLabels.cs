using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>
/// Probabilities of the classes for training sounds, as networks gave them that had not seen the sound's group: the table that
/// <c>drumtrain suspects</c> writes beside its suspects. Trained on in part instead of the label, they take the edge off labels that are
/// wrong and say what a sound could also have been called: Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network"
/// (2015), with predictions from out of fold, because a network's predictions of what it was trained on are only its labels again.
/// </summary>
internal sealed class SoftLabels
{
    /// <summary>The columns of the probabilities, in the order of <see cref="DrumLabels.All"/>.</summary>
    public static readonly string[] ProbabilityColumns = [.. DrumLabels.All.Select(label => $"p_{label}")];

    private readonly Dictionary<(string DataSet, string Name), float[]> _probabilities;

    private SoftLabels(Dictionary<(string, string), float[]> probabilities, string contentHash)
    {
        _probabilities = probabilities;
        ContentHash = contentHash;
    }

    /// <summary>SHA-256 of the files, as lower-case hexadecimal digits.</summary>
    public string ContentHash { get; }

    /// <summary>Reads tables; the probabilities of a sound that several of them have are averaged.</summary>
    /// <exception cref="DataSetException">A file is missing or is no such table; the message names it and the line.</exception>
    public static SoftLabels Read(IReadOnlyList<string> paths)
    {
        Dictionary<(string, string), (float[] Sum, int Count)> sums = [];
        foreach (string path in paths)
        {
            foreach (((string, string) key, float[] row) in ReadFile(path))
            {
                (float[] sum, int count) = sums.GetValueOrDefault(key, (new float[row.Length], 0));
                System.Numerics.Tensors.TensorPrimitives.Add(sum, row, sum);
                sums[key] = (sum, count + 1);
            }
        }

        byte[] content = [.. paths.SelectMany(File.ReadAllBytes)];
        return new SoftLabels(
            sums.ToDictionary(pair => pair.Key, pair => Array.ConvertAll(pair.Value.Sum, value => value / pair.Value.Count)),
            Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <summary>The probabilities of a sound in the order of <see cref="DrumLabels.All"/>; null if the tables do not have it.</summary>
    public IReadOnlyList<float>? Find(Sound sound)
    {
        return _probabilities.GetValueOrDefault((sound.DataSet, sound.Name));
    }

    private static List<((string, string) Key, float[] Row)> ReadFile(string path) =>
        CsvTable.Read(path, ["data", "path", .. ProbabilityColumns], "it must be a table of probabilities, as 'drumtrain suspects' writes it.", csv =>
            ((CsvTable.Text(csv, "data") ?? "", CsvTable.Text(csv, "path") ?? ""), ProbabilityColumns.Select(column => Probability(csv, column, path)).ToArray()));

    private static float Probability(CsvReader csv, string column, string path)
    {
        string? text = CsvTable.Text(csv, column);
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1
            ? value
            : throw CsvTable.Bad(path, csv.LineNumber, $"'{text}' is no probability");
    }
}
