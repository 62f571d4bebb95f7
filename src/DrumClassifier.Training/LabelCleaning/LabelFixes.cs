using System.Globalization;
using CsvHelper;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.LabelCleaning;

/// <summary>
/// Corrections of labels, kept beside a data set rather than in it: a CSV file with the columns <c>data</c> (name of the data set's folder; may be
/// empty where only one data set has the path), <c>path</c> (as the manifest has it), <c>label</c> (one of the classes, <c>other</c>, or
/// <c>drop</c> to leave the sound out) and <c>reason</c>.
/// </summary>
/// <remarks>
/// They are only ever applied to train and validation rows. Test rows keep the labels they came with: whoever mends a label has seen what
/// a model said about it, and figures on labels that were mended so would flatter every model like it.
/// </remarks>
public sealed class LabelFixes
{
    private const string Drop = "drop";

    private readonly string _file;
    private readonly List<Fix> _fixes;

    private LabelFixes(string file, List<Fix> fixes)
    {
        _file = file;
        _fixes = fixes;
    }

    /// <summary>Reads a file of fixes.</summary>
    /// <exception cref="DataSetException">The file is missing, lacks a column or has a row that cannot be understood; the message names the line.</exception>
    public static LabelFixes Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using CsvReader csv = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true, TrimWhitespace = true });
            csv.ReadHeader();
            foreach (string column in (string[])["data", "path", "label", "reason"])
            {
                if (!csv.TryGetFieldIndex(column, out _))
                {
                    throw new DataSetException($"'{path}' has no column '{column}'; its first line must be data,path,label,reason.");
                }
            }

            List<Fix> fixes = [];
            while (csv.Read())
            {
                fixes.Add(ReadRow(csv, path));
            }

            return new LabelFixes(path, fixes);
        }
        catch (Exception exception) when (exception is CsvFormatException or IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"'{path}' cannot be read as CSV: {exception.Message.Split('\n')[0].Trim()}", exception);
        }
    }

    /// <summary>Applies the fixes to the train and validation rows of a split.</summary>
    /// <param name="sounds">All sounds of the data sets, before any is left out.</param>
    /// <param name="protocol">The split.</param>
    /// <param name="outcome">What became of the fixes.</param>
    /// <returns>The sounds with their mended labels, without those that are dropped.</returns>
    /// <exception cref="DataSetException">A row names a sound that its data set does not have, or one that another row names too; the message names the line.</exception>
    public IReadOnlyList<Sound> Apply(IReadOnlyList<Sound> sounds, SplitProtocol protocol, out LabelFixOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        HashSet<string> dataSets = [.. sounds.Select(sound => sound.DataSet)];
        ILookup<string, Sound> byName = sounds.ToLookup(sound => sound.Name, StringComparer.Ordinal);
        Dictionary<string, Fix> fixOf = [];
        int elsewhere = 0;
        foreach (Fix fix in _fixes)
        {
            if (fix.DataSet.Length > 0 && !dataSets.Contains(fix.DataSet))
            {
                elsewhere++;
            }
            else if (!fixOf.TryAdd(Find(fix, byName).Path, fix))
            {
                throw Bad(fix.Line, $"'{fix.Name}' is named by an earlier line too");
            }
        }

        int relabelled = 0;
        int dropped = 0;
        int ofTest = 0;
        List<Sound> mended = new(sounds.Count);
        foreach (Sound sound in sounds)
        {
            if (!fixOf.TryGetValue(sound.Path, out Fix? fix))
            {
                mended.Add(sound);
            }
            else if (sound.SplitBy(protocol) is not (DataSplit.Train or DataSplit.Validation))
            {
                ofTest++;
                mended.Add(sound);
            }
            else if (fix.Label == Drop)
            {
                dropped++;
            }
            else if (sound.Label == fix.Label)
            {
                mended.Add(sound);
            }
            else
            {
                relabelled++;
                mended.Add(sound with { Label = fix.Label, Fine = fix.Label });
            }
        }

        outcome = new LabelFixOutcome(relabelled, dropped, ofTest, elsewhere);
        return mended;
    }

    private Sound Find(Fix fix, ILookup<string, Sound> byName)
    {
        Sound[] found = [.. byName[fix.Name].Where(sound => fix.DataSet.Length == 0 || sound.DataSet == fix.DataSet)];
        return found.Length switch
        {
            1 => found[0],
            0 => throw Bad(fix.Line, $"there is no sound '{fix.Name}'{(fix.DataSet.Length == 0 ? "" : $" in '{fix.DataSet}'")}"),
            _ => throw Bad(fix.Line, $"'{fix.Name}' is in several data sets ({string.Join(", ", found.Select(sound => sound.DataSet))}); name one in the column data"),
        };
    }

    private static Fix ReadRow(CsvReader csv, string file)
    {
        string written = Text("label");
        string? label = written.Equals(Drop, StringComparison.OrdinalIgnoreCase) ? Drop : LabelNames.Find(written);
        string name = Text("path").Replace('\\', '/');
        return label is null ? throw Bad(file, csv.LineNumber, $"label '{written}' is none of {string.Join(", ", DrumLabels.All)}, {LabelNames.Other}, {Drop}")
            : name.Length == 0 ? throw Bad(file, csv.LineNumber, "the path is empty")
            : new Fix(csv.LineNumber, Text("data"), name, label);

        string Text(string column) => csv.TryGetFieldIndex(column, out int index) ? csv.GetString(index)?.Trim() ?? "" : "";
    }

    private DataSetException Bad(long line, string what) => Bad(_file, line, what);

    private static DataSetException Bad(string file, long line, string what) => new(string.Create(CultureInfo.InvariantCulture, $"'{file}', line {line}: {what}."));

    private sealed record Fix(long Line, string DataSet, string Name, string Label);
}

/// <summary>What became of the rows of a file of fixes.</summary>
/// <param name="Relabelled">Sounds that have another label now.</param>
/// <param name="Dropped">Sounds that were left out.</param>
/// <param name="OfTest">Rows that name test sounds, or sounds without a split, which keep their label.</param>
/// <param name="OfOtherDataSets">Rows for data sets that were not given.</param>
public sealed record LabelFixOutcome(int Relabelled, int Dropped, int OfTest, int OfOtherDataSets);
