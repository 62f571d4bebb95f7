using System.Globalization;
using DrumClassification.Tests.Fitting;
using DrumClassification.Training.Data;

namespace DrumClassification.Tests.Commands;

/// <summary>Looks for wrong labels, one fold first and the rest later, as two processes do.</summary>
public sealed class SuspectsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_but_those_of_test_is_judged_by_the_fold_that_did_not_see_its_group()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);
        string[] arguments = ["suspects", "--data", _folder["sounds"], "--folds", "2", "--epochs", "2", "--folder", _folder["folds"], "--out", _folder["suspects.csv"]];

        (int code, string output, string error) = await DrumTrain.RunAsync([.. arguments, "--only-fold", "2"]);

        Assert.True(code == 0, error);
        Assert.Contains("still to do: 1", output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["suspects.csv"]));

        (code, output, error) = await DrumTrain.RunAsync(arguments);

        Assert.True(code == 0, error);
        Assert.Contains("Fold 2 of 2 is already done", error, StringComparison.Ordinal);
        Assert.Contains("out-of-fold accuracy", output, StringComparison.Ordinal);
        Sound[] sounds = [.. DataSetReader.Read(_folder["sounds"]).Where(sound => sound.GroupSplit != DataSplit.Test)];
        string[][] rows = Read("suspects-probabilities.csv");
        Assert.Equal(["data", "path", "label", "fold", .. DrumLabels.All.Select(label => $"p_{label}")], rows[0]);
        Assert.Equal(sounds.Select(sound => (sound.Name, sound.Label)), rows[1..].Select(row => (row[1], row[2])));
        Assert.All(rows[1..], row => Assert.Equal(1, row[4..].Sum(Number), 1e-4));
        Assert.All(sounds.Zip(rows[1..]).GroupBy(pair => pair.First.Group), group => Assert.Single(group.Select(pair => pair.Second[3]).Distinct()));
        Assert.Equal(["1", "2"], rows[1..].Select(row => row[3]).Distinct().Order(StringComparer.Ordinal));

        // The accuracy in the table is that of these rows.
        double accuracy = rows[1..].Average(row => Best(row) == row[2] ? 100.0 : 0);
        string line = Assert.Single(output.Split('\n'), line => line.TrimStart().StartsWith("sounds  ", StringComparison.Ordinal) && line.Contains('%', StringComparison.Ordinal));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" {rows.Length - 1}  "), line, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" {accuracy:0.0} %"), line, StringComparison.Ordinal);

        // The suspects are those of these rows whose most probable class is not their label, the surest first.
        string[][] suspects = Read("suspects.csv");
        Assert.Equal(["data", "path", "label", "answer", "confident", "p_label", "p_answer"], suspects[0][..7]);
        Assert.Equal(
            rows[1..].Where(row => Best(row) != row[2]).Select(row => (row[1], row[2], Best(row), row[4..].Max(Number))).OrderByDescending(row => row.Item4).ThenBy(row => row.Item1, StringComparer.Ordinal),
            suspects[1..].Select(row => (row[1], row[2], row[3], Number(row[6]))));
        Assert.All(suspects[1..], row => Assert.True(Number(row[5]) < Number(row[6])));

        (code, _, error) = await DrumTrain.RunAsync([.. arguments, "--seed", "2"]);
        Assert.Equal(1, code);
        Assert.Contains("--restart", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fold_is_taught_by_the_network_that_has_not_heard_it_either()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);
        string[] arguments = ["suspects", "--data", _folder["sounds"], "--folds", "2", "--epochs", "1"];
        (int code, _, string error) = await DrumTrain.RunAsync([.. arguments, "--folder", _folder["first"], "--out", _folder["first.csv"]]);
        Assert.True(code == 0, error);

        string[] taught = [.. arguments, "--folder", _folder["second"], "--out", _folder["second.csv"], "--teachers", _folder["first"]];
        (code, _, error) = await DrumTrain.RunAsync(taught);

        Assert.True(code == 0, error);
        Assert.NotEqual(File.ReadAllText(_folder["first/fold-1.json"]), File.ReadAllText(_folder["second/fold-1.json"]));

        // A teacher that has heard the fold would make its figures too good.
        File.Copy(_folder["first/fold-1.json"], _folder["first/fold-2.json"], overwrite: true);
        (code, _, error) = await DrumTrain.RunAsync([.. taught, "--restart"]);
        Assert.Equal(1, code);
        Assert.Contains("may have heard it", error, StringComparison.Ordinal);

        File.Delete(_folder["first/fold-2.onnx"]);
        (code, _, error) = await DrumTrain.RunAsync([.. taught, "--restart"]);
        Assert.Equal(1, code);
        Assert.Contains(_folder["first/fold-2.onnx"], error, StringComparison.Ordinal);
    }

    // No field here holds a comma.
    private string[][] Read(string name) => [.. File.ReadAllLines(_folder[name]).Select(line => line.Split(','))];

    private static string Best(string[] row) => DrumLabels.All.MaxBy(label => Number(row[4 + DrumLabels.All.Index().First(pair => pair.Item == label).Index]))!;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
