using System.Globalization;
using System.Text;
using DrumClassification.Tests.Fitting;

namespace DrumClassification.Tests.Commands;

/// <summary>Weighs names of made-up kits beside made-up probabilities.</summary>
public sealed class NamesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_names_bring_is_said_out_of_fold_and_is_gone_where_they_are_scrambled()
    {
        WriteSet();
        WriteProbabilities();

        string output = await RunAsync("names", "--data", _folder["sounds"], "--probabilities", _folder["heard.csv"], "--out", _folder["rows.csv"]);

        (double audio, double named, double scrambled) = (Accuracy(output, "audio "), Accuracy(output, "audio + names, weights that ship"), Accuracy(output, "names scrambled, weights that ship"));
        Assert.InRange(audio, 40, 60);
        Assert.InRange(named, 95, 100);
        Assert.InRange(scrambled, audio - 15, audio + 15);
        string[] rows = File.ReadAllLines(_folder["rows.csv"]);
        Assert.Contains("named", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains("BassDrum", StringComparison.Ordinal) && row.Contains(",kick,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_with_a_neighbour_stage_is_tried_with_it_too()
    {
        WriteSet();
        string plain = _folder["plain.onnx"];
        string together = _folder["together.onnx"];
        File.WriteAllBytes(plain, new TestModel().ToBytes());
        File.WriteAllBytes(together, new TestModel { Neighbours = new() }.ToBytes());

        string without = await RunAsync("names", "--data", _folder["sounds"], "--test-model", plain);
        string with = await RunAsync("names", "--data", _folder["sounds"], "--test-model", together);

        Assert.DoesNotContain("neighbours", without, StringComparison.Ordinal);
        Assert.Equal(Accuracy(without, "audio "), Accuracy(with, "audio "));
        foreach (string row in (string[])["audio + neighbours ", "audio + neighbours + names", "audio + neighbours, names scrambled"])
        {
            Assert.InRange(Accuracy(with, row), 0, 100);
        }
    }

    [Fact]
    public async Task It_asks_for_one_of_its_two_sources()
    {
        WriteSet();

        (int code, _, string error) = await DrumTrain.RunAsync("names", "--data", _folder["sounds"]);

        Assert.NotEqual(0, code);
        Assert.Contains("Give either --probabilities or --test-model.", error, StringComparison.Ordinal);
    }

    private void WriteSet()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);
        string manifest = _folder["sounds/manifest.csv"];
        string[] lines = File.ReadAllLines(manifest);
        File.WriteAllLines(manifest, lines.Select((line, i) => i == 0
            ? line + ",original_name"
            : $"{line},Kit {i % 8}/{(line.StartsWith("kick", StringComparison.Ordinal) ? "BassDrum" : "HiHat")} {i:00}.wav"));
    }

    /// <summary>Every sound is heard as either class, by turns, and not surely.</summary>
    private void WriteProbabilities()
    {
        StringBuilder csv = new("data,path,label,fold,p_kick,p_hat,p_snare,p_cymbal,p_tom,p_clap\n");
        foreach (string[] row in File.ReadAllLines(_folder["sounds/manifest.csv"]).Skip(1).Select(line => line.Split(',')).Where(row => row[6] != "test"))
        {
            bool isKick = row[0][^5] % 2 == 0;
            csv.Append(CultureInfo.InvariantCulture, $"sounds,{row[0]},{row[1]},1,{(isKick ? 0.5 : 0.42)},{(isKick ? 0.42 : 0.5)},0.02,0.02,0.02,0.02\n");
        }

        File.WriteAllText(_folder["heard.csv"], csv.ToString());
    }

    /// <summary>The share, in percent, in the column "all" of a row.</summary>
    private static double Accuracy(string output, string row)
    {
        string line = output.Split('\n').First(line => line.TrimStart().StartsWith(row, StringComparison.Ordinal) && line.Contains('%', StringComparison.Ordinal));
        return double.Parse(line.Split('%')[1].Trim(), CultureInfo.InvariantCulture);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        (int code, string output, string error) = await DrumTrain.RunAsync(arguments);
        Assert.True(code == 0, error);
        return output;
    }
}
