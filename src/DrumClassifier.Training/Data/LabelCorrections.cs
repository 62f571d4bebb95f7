using System.Globalization;
using CsvHelper;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>
/// Corrections of labels, kept beside a data set rather than in it: a CSV file with the columns <c>data</c> (name of the data set's folder; may be
/// empty if only one data set has the path), <c>path</c> (as the manifest has it), <c>label</c> (one of the classes, <c>other</c>, or
/// <c>drop</c> to leave the sound out) and <c>reason</c>.
/// </summary>
/// <remarks>
/// They are only ever applied to train and validation rows. Test rows keep the labels they came with: whoever mends a label has seen what
/// a model said about it, and figures on labels that were corrected so would flatter every model like it.
/// </remarks>
internal sealed class LabelCorrections
{
    private const string Drop = "drop";

    private readonly string _file;
    private readonly List<Correction> _corrections;

    private LabelCorrections(string file, List<Correction> corrections)
    {
        _file = file;
        _corrections = corrections;
    }

    /// <summary>Reads a file of corrections.</summary>
    /// <exception cref="DataSetException">The file is missing, lacks a column or has a row that cannot be understood; the message names the line.</exception>
    public static LabelCorrections Read(string path) =>
        new(path, CsvTable.Read(path, ["data", "path", "label", "reason"], "its first line must be data,path,label,reason.", csv => ReadRow(csv, path)));

    /// <summary>Applies the corrections to the train and validation rows of a split.</summary>
    /// <param name="sounds">All sounds of the data sets, before any is left out.</param>
    /// <param name="outcome">What became of the corrections.</param>
    /// <returns>The sounds with their corrected labels, without those that are dropped.</returns>
    /// <exception cref="DataSetException">A row names a sound that its data set does not have, or one that another row names too; the message names the line.</exception>
    public IReadOnlyList<Sound> Apply(IReadOnlyList<Sound> sounds, SplitProtocol protocol, out LabelCorrectionOutcome outcome)
    {
        HashSet<string> dataSets = [.. sounds.Select(sound => sound.DataSet)];
        ILookup<string, Sound> byName = sounds.ToLookup(sound => sound.Name, StringComparer.Ordinal);
        Dictionary<string, Correction> correctionOf = [];
        int elsewhere = 0;
        foreach (Correction correction in _corrections)
        {
            if (correction.DataSet.Length > 0 && !dataSets.Contains(correction.DataSet))
            {
                elsewhere++;
            }
            else if (!correctionOf.TryAdd(Find(correction, byName).Path, correction))
            {
                throw Bad(correction.Line, $"'{correction.Name}' is named by an earlier line too");
            }
        }

        int relabelled = 0;
        int dropped = 0;
        int ofTest = 0;
        List<Sound> corrected = new(sounds.Count);
        foreach (Sound sound in sounds)
        {
            if (!correctionOf.TryGetValue(sound.Path, out Correction? correction))
            {
                corrected.Add(sound);
            }
            else if (sound.SplitBy(protocol) is not (DataSplit.Train or DataSplit.Validation))
            {
                ofTest++;
                corrected.Add(sound);
            }
            else if (correction.Label == Drop)
            {
                dropped++;
            }
            else if (sound.Label == correction.Label)
            {
                corrected.Add(sound);
            }
            else
            {
                relabelled++;
                corrected.Add(sound with { Label = correction.Label, Fine = correction.Label });
            }
        }

        outcome = new LabelCorrectionOutcome(relabelled, dropped, ofTest, elsewhere);
        return corrected;
    }

    private Sound Find(Correction correction, ILookup<string, Sound> byName)
    {
        Sound[] found = [.. byName[correction.Name].Where(sound => correction.DataSet.Length == 0 || sound.DataSet == correction.DataSet)];
        return found.Length switch
        {
            1 => found[0],
            0 => throw Bad(correction.Line, $"there is no sound '{correction.Name}'{(correction.DataSet.Length == 0 ? "" : $" in '{correction.DataSet}'")}"),
            _ => throw Bad(correction.Line, $"'{correction.Name}' is in several data sets ({string.Join(", ", found.Select(sound => sound.DataSet))}); name one in the column data"),
        };
    }

    private static Correction ReadRow(CsvReader csv, string file)
    {
        string written = CsvTable.Text(csv, "label") ?? "";
        string? label = written.Equals(Drop, StringComparison.OrdinalIgnoreCase) ? Drop : LabelNames.Find(written);
        return label is null ? throw CsvTable.Bad(file, csv.LineNumber, $"label '{written}' is none of {string.Join(", ", DrumLabels.All)}, {LabelNames.Other}, {Drop}")
            : CsvTable.Text(csv, "path")?.Replace('\\', '/') is not { } name ? throw CsvTable.Bad(file, csv.LineNumber, "the path is empty")
            : new Correction(csv.LineNumber, CsvTable.Text(csv, "data") ?? "", name, label);
    }

    private DataSetException Bad(long line, string what) => CsvTable.Bad(_file, line, what);

    private sealed record Correction(long Line, string DataSet, string Name, string Label);
}

/// <summary>What became of the rows of a file of corrections.</summary>
/// <param name="Relabelled">Sounds that have another label now.</param>
/// <param name="Dropped">Sounds that were left out.</param>
/// <param name="OfTest">Rows that name test sounds, or sounds without a split, which keep their label.</param>
/// <param name="OfOtherDataSets">Rows for data sets that were not given.</param>
internal sealed record LabelCorrectionOutcome(int Relabelled, int Dropped, int OfTest, int OfOtherDataSets);
