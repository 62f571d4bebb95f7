using DrumClassification.Cli.Classify;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tests.Output;

public sealed class TableResultWriterTests
{
    [Fact]
    public void A_redirected_table_is_plain_and_never_cuts_or_folds_a_path()
    {
        string path = string.Join('/', Enumerable.Repeat("a folder [with] brackets", 40)) + "/x.wav";
        using var output = new StringWriter { NewLine = "\n" };
        var writer = new TableRecordWriter<FileClassification>(new TextScreen(output), ClassifyColumns.For(DrumLabels.All, [], isTerminal: false));
        writer.Write(new FileClassification(path, FakeClassifier.Make("clap", 0.975f), null));
        writer.Write(new FileClassification("y.wav", FakeClassifier.Make("hat", 0.4f, uncertain: true), null));

        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("clap ", lines[1], StringComparison.Ordinal);
        Assert.Contains(" 97.5 %", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(path, lines[1].TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith("hat? ", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output.ToString());
        Assert.Equal(lines[1].IndexOf(path, StringComparison.Ordinal), lines[2].IndexOf("y.wav", StringComparison.Ordinal));
        Assert.Equal(lines[0].IndexOf("file", StringComparison.Ordinal), lines[2].IndexOf("y.wav", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_names_count_the_table_tells_what_is_heard_if_the_name_made_it_another_class()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var writer = new TableRecordWriter<FileClassification>(new TextScreen(output), ClassifyColumns.For(DrumLabels.All, [], isTerminal: false, hasNames: true));
        writer.Write(new FileClassification("SD_07.wav", FakeClassifier.Make("snare"), null) { Heard = FakeClassifier.Make("tom", 0.4f, uncertain: true), Named = NameEvidence.Of("SD_07.wav") });
        writer.Write(new FileClassification("SD_08.wav", FakeClassifier.Make("snare"), null) { Heard = FakeClassifier.Make("snare", 0.4f), Named = NameEvidence.Of("SD_08.wav") });

        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^class +sure +or else +heard +file$", lines[0]);
        Assert.Matches(@"^snare +75\.0 % +\w+ +5\.0 % +tom\? +SD_07\.wav$", lines[1]);
        Assert.Matches(@"^snare +75\.0 % +\w+ +5\.0 % +SD_08\.wav$", lines[2]);
    }

    [Fact]
    public void A_model_with_kinds_has_a_column_for_them_and_percussion_has_a_name()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var writer = new TableRecordWriter<FileClassification>(new TextScreen(output), ClassifyColumns.For(DrumLabels.All, FakeClassifier.SomeKinds, isTerminal: false));
        using var classifier = new FakeClassifier { Kinds = FakeClassifier.SomeKinds };
        foreach (string name in new[] { "open_hat.wav", "maybe open_hat.wav", "cowbell.wav", "no_percussion.wav", "maybe cowbell.wav" })
        {
            writer.Write(new FileClassification(name, classifier.Classify(name), null));
        }

        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^class +sure +or else +kind +file$", lines[0]);
        Assert.Matches(@"^hat +75\.0 % +\w+ +5\.0 % +open_hat +open_hat\.wav$", lines[1]);
        Assert.Matches(@"^hat +75\.0 % +\w+ +5\.0 % +open_hat\? +maybe", lines[2]);
        Assert.Matches(@"^percussion +80\.0 % +tom +30\.0 % +cowbell +cowbell\.wav$", lines[3]);
        Assert.Matches(@"^tom\? +30\.0 % +\w+ +14\.0 % +no_percussion +no_perc", lines[4]);
        Assert.Matches(@"^tom\? +30\.0 % +\w+ +14\.0 % +cowbell\? +maybe", lines[5]);
    }
}
