using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.LabelCleaning;

/// <summary>
/// Probabilities of the classes for training sounds, as networks gave them that had not seen the sound's group: the table that
/// <c>drumtrain suspects</c> writes beside its suspects. Trained on in part instead of the label, they take the edge off labels that are
/// wrong and say what a sound could also have been called: Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network"
/// (2015), with answers from out of fold, because a network's answers about what it was trained on are only its labels again.
/// </summary>
public sealed class SoftLabels
{
    private static readonly string[] Columns = ["data", "path", .. SuspectsCsv.ProbabilityColumns];

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
        ArgumentNullException.ThrowIfNull(paths);
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

    /// <summary>The probabilities of a sound in the order of <see cref="DrumLabels.All"/>; null where the tables do not have it.</summary>
    public IReadOnlyList<float>? Find(Sound sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        return _probabilities.GetValueOrDefault((sound.DataSet, sound.Name));
    }

    private static List<((string, string) Key, float[] Row)> ReadFile(string path)
    {
        try
        {
            using CsvReader csv = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true });
            csv.ReadHeader();
            int[] columns = [.. Columns.Select(
                name => csv.TryGetFieldIndex(name, out int index) ? index : throw new DataSetException($"'{path}' has no column '{name}'; it must be a table of probabilities, as 'drumtrain suspects' writes it."))];
            List<((string, string), float[])> rows = [];
            while (csv.Read())
            {
                rows.Add(((Text(0), Text(1)), [.. Enumerable.Range(2, columns.Length - 2).Select(Probability)]));
            }

            return rows;

            string Text(int column) => csv.GetString(columns[column]) ?? "";

            float Probability(int column) =>
                float.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1
                    ? value
                    : throw new DataSetException(string.Create(CultureInfo.InvariantCulture, $"'{path}', line {csv.LineNumber}: '{Text(column)}' is no probability."));
        }
        catch (Exception exception) when (exception is CsvFormatException or IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"'{path}' cannot be read as CSV: {exception.Message.Split('\n')[0].Trim()}", exception);
        }
    }
}
