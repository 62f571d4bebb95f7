namespace DrumClassification.Tests;

/// <summary>What names of files and folders say.</summary>
public sealed class NameEvidenceTests
{
    /// <summary>The rows of tricky-paths.csv: path, label ("snare+clap" for two), kind, strength; "-" for none.</summary>
    public static TheoryData<string, string, string, string> Paths
    {
        get
        {
            var rows = new TheoryData<string, string, string, string>();
            foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Names", "tricky-paths.csv")).Skip(1).Where(line => line.Length > 0 && line[0] != '#'))
            {
                string[] cells = line.Split(';');
                rows.Add(cells[0], cells[1], cells[2], cells[3]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_says(string path, string label, string kind, string strength)
    {
        var evidence = NameEvidence.Of(path);
        string labels = evidence.Labels.Count == 0 ? "-" : string.Join('+', DrumLabels.All.Append(NameEvidence.Other).Where(evidence.Labels.Contains));
        Assert.Equal($"{label} {kind} {strength}", $"{labels} {evidence.Kind ?? "-"} {evidence.Strength}", ignoreCase: true);
    }

    [Fact]
    public void The_table_has_two_hundred_paths() => Assert.True(Paths.Count >= 200, $"{Paths.Count}");

    [Theory]
    [MemberData(nameof(Paths))]
    public void Backslashes_make_no_difference(string path, string label, string kind, string strength) => A_path_says(path.Replace('/', '\\'), label, kind, strength);

    [Theory]
    [InlineData("Ha\u0308ndeklatschen.wav", "clap")]
    [InlineData("HÄNDEKLATSCHEN.wav", "clap")]
    [InlineData("Charleston ferme\u0301.wav", "hat")]
    [InlineData("ハ\u3099スト\u3099ラム.wav", "kick")]
    [InlineData("スフ\u309aラッシュ.wav", "cymbal")]
    public void Letters_and_their_marks_may_come_apart(string path, string label) => Assert.Equal(label, NameEvidence.Of(path).Label);

    [Fact]
    public void What_stands_above_the_root_says_nothing_and_the_root_itself_does()
    {
        string home = Path.Combine(Path.GetTempPath(), "Kicks", "tom");
        Assert.Equal(NameStrength.None, NameEvidence.Of(Path.Combine(home, "Sounds", "01.wav"), Path.Combine(home, "Sounds")).Strength);
        Assert.Equal("snare", NameEvidence.Of(Path.Combine(home, "Snares", "01.wav"), Path.Combine(home, "Snares")).Label);
        Assert.Equal("snare", NameEvidence.Of(Path.Combine(home, "Snares", "a", "01.wav"), Path.Combine(home, "Snares") + Path.DirectorySeparatorChar).Label);
        Assert.Equal("tom", NameEvidence.Of(Path.Combine(home, "Sounds", "01.wav")).Label);
    }

    [Fact]
    public void A_single_file_has_its_folders_name_too() =>
        Assert.Equal("snare", NameEvidence.Of("Kicks/Snares/01.wav", "Kicks/Snares/01.wav").Label);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(".wav")]
    [InlineData("..")]
    [InlineData("\ud800.wav")]
    [InlineData("\0\n\t")]
    [InlineData("''''s")]
    public void Any_string_is_a_path(string path)
    {
        Assert.Equal(NamePlace.None, NameEvidence.Of(path).Place);
        NameEvidence.Of(path, path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) ? null : path);
    }

    [Fact]
    public void A_name_of_any_length_is_read_at_once() => Assert.Equal("kick", NameEvidence.Of($"kick_{new string('a', 1_000_000)}").Label);
}
