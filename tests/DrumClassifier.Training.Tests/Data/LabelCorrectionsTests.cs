using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Tests.Data;

public sealed class LabelCorrectionsTests : IDisposable
{
    private static readonly Sound[] Sounds =
    [
        Sound("a", "1.wav", DataSplit.Train), Sound("a", "2.wav", DataSplit.Validation), Sound("a", "3.wav", DataSplit.Test), Sound("a", "4.wav", null),
        Sound("b", "1.wav", DataSplit.Train), Sound("b", "5.wav", DataSplit.Train) with { RandomSplit = DataSplit.Test },
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_and_validation_rows_get_their_labels_and_test_rows_keep_theirs()
    {
        IReadOnlyList<Sound> corrected = Read("a,1.wav,clap,sounds so\na,2.wav,drop,a loop\na,3.wav,tom,no\na,4.wav,tom,no\nb,5.wav,Rides,\nelsewhere,9.wav,tom,\n")
            .Apply(Sounds, SplitProtocol.Group, out LabelCorrectionOutcome outcome);

        Assert.Equal(["clap", "kick", "kick", "kick", "cymbal"], corrected.Select(sound => sound.Label));
        Assert.Equal(["a1.wav", "a3.wav", "a4.wav", "b1.wav", "b5.wav"], corrected.Select(sound => sound.DataSet + sound.Name));
        Assert.Equal(("clap", "deep_kick"), (corrected[0].Fine, corrected[1].Fine));
        Assert.Equal(new LabelCorrectionOutcome(Relabelled: 2, Dropped: 1, OfTest: 2, OfOtherDataSets: 1), outcome);
    }

    [Fact]
    public void What_is_a_test_row_depends_on_the_split()
    {
        LabelCorrections corrections = Read("b,5.wav,other,a rim\n");

        Assert.Equal("other", corrections.Apply(Sounds, SplitProtocol.Group, out _)[^1].Label);
        Assert.Equal("kick", corrections.Apply(Sounds, SplitProtocol.Random, out _)[^1].Label);
    }

    [Fact]
    public void The_data_set_may_be_left_out_where_only_one_has_the_path() =>
        Assert.Equal("tom", Read(",2.wav,tom,\n").Apply(Sounds, SplitProtocol.Group, out _)[1].Label);

    [Theory]
    [InlineData("a,1.wav,tom,\na,7.wav,tom,\n", "line 3: there is no sound '7.wav' in 'a'")]
    [InlineData(",7.wav,tom,\n", "line 2: there is no sound '7.wav'")]
    [InlineData(",1.wav,tom,\n", "line 2: '1.wav' is in several data sets (a, b)")]
    [InlineData("a,1.wav,tom,\na,1.wav,clap,\n", "line 3: '1.wav' is named by an earlier line too")]
    [InlineData("a,1.wav,kazoo,\n", "line 2: label 'kazoo' is none of")]
    [InlineData("a,,tom,\n", "line 2: the path is empty")]
    public void A_row_that_means_nothing_is_an_error_that_names_its_line(string rows, string expected)
    {
        DataSetException error = Assert.Throws<DataSetException>(() => Read(rows).Apply(Sounds, SplitProtocol.Group, out _));

        Assert.Contains("corrections.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_its_columns_or_without_itself_is_an_error()
    {
        File.WriteAllText(_folder["corrections.csv"], "path,label\n1.wav,tom\n");
        Assert.Contains("no column 'data'", Assert.Throws<DataSetException>(() => LabelCorrections.Read(_folder["corrections.csv"])).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.csv", Assert.Throws<DataSetException>(() => LabelCorrections.Read(_folder["nowhere.csv"])).Message, StringComparison.Ordinal);
    }

    private LabelCorrections Read(string rows)
    {
        File.WriteAllText(_folder["corrections.csv"], $"data,path,label,reason\n{rows}");
        return LabelCorrections.Read(_folder["corrections.csv"]);
    }

    private static Sound Sound(string dataSet, string name, DataSplit? split) => new()
    {
        Path = $"/{dataSet}/{name}",
        DataSet = dataSet,
        Name = name,
        Label = "kick",
        Group = name,
        Source = "s",
        Fine = "deep_kick",
        GroupSplit = split,
        RandomSplit = split,
    };
}
