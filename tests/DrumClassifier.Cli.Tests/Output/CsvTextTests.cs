using DrumClassification.Cli.Classify;
using DrumClassification.Cli.Sort;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tests.Output;

/// <summary>Names that a spreadsheet would take for formulas.</summary>
public sealed class CsvTextTests
{
    private static readonly IReadOnlyList<Column<FileClassification>> Columns = ClassifyColumns.For(DrumLabels.All, [], isTerminal: false);

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\").wav", "'=HYPERLINK(\"http://x\").wav")]
    [InlineData("+1.wav", "'+1.wav")]
    [InlineData("-2+3.wav", "'-2+3.wav")]
    [InlineData("@SUM(A1).wav", "'@SUM(A1).wav")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'kick'.wav", "'kick'.wav")]
    [InlineData("kick=1.wav", "kick=1.wav")]
    [InlineData("808-kick.wav", "808-kick.wav")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_cell_that_could_be_a_formula_gets_an_apostrophe_that_can_be_taken_away(string? text, string cell)
    {
        Assert.Equal(cell, CsvText.Of(text));
        string back = cell.TrimStart('\'') is { Length: > 0 } rest && rest[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' ? cell[1..] : cell;
        Assert.Equal(text ?? "", back);
    }

    [Fact]
    public void All_tables_of_files_neutralise_text_and_leave_numbers_and_json_alone()
    {
        const string Name = "=cmd|' /C calc'!A0.wav";
        var file = new FileClassification(Name, FakeClassifier.Make("kick"), null);
        Assert.StartsWith($"'{Name},kick,0.75,", Written(output => Csv(output).Write(file)), StringComparison.Ordinal);
        Assert.StartsWith($"{{\"path\":\"{Name}\"", Written(output => new JsonRecordWriter<FileClassification>(output, Columns).Write(file), lines: 0), StringComparison.Ordinal);

        var record = new SortRecord(Name, SortOutcome.Failed) { Reason = "@x", DuplicateOf = "+y", Destination = "-z" };
        string sorted = Written(output => new CsvRecordWriter<SortRecord>(output, SortColumns.For(DrumLabels.All, new SortFolders(DrumLabels.All, []))).Write(record));
        Assert.StartsWith($"'{Name},failed,'-z,", sorted, StringComparison.Ordinal);
        Assert.Matches(@",'\+y,'@x,false,+\r\n\z", sorted);

        Column<(string Text, float Number)>[] columns = [new("text", row => row.Text), new("number", row => row.Number), new("none", _ => null)];
        using var list = new StringWriter();
        RecordWriter.Create(OutputFormat.Csv, CliStreams.For(list, list), columns).WriteAll([("-1", -1.5f)]);
        Assert.Equal("text,number,none\r\n'-1,-1.5,\r\n", list.ToString());
    }

    [Fact]
    public void A_terminal_gets_no_control_characters_and_a_file_gets_names_as_they_are()
    {
        var file = new FileClassification("a\e[31m\nb.wav", FakeClassifier.Make("kick"), null);
        Assert.StartsWith("\"a\e[31m\nb.wav\",kick,", Written(output => Csv(output).Write(file)), StringComparison.Ordinal);
        Assert.StartsWith(@"a\e[31m\nb.wav,kick,", Written(output => Csv(output, isShown: true).Write(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_escapes_every_control_character()
    {
        string all = string.Concat(Enumerable.Range(0, 0xA0).Select(code => (char)code));
        string line = Written(output => new JsonRecordWriter<FileClassification>(output, Columns).Write(new FileClassification(all, FakeClassifier.Make("kick"), null)), lines: 0);
        Assert.DoesNotContain(line.TrimEnd('\n'), char.IsControl);
    }

    private static CsvRecordWriter<FileClassification> Csv(TextWriter output, bool isShown = false) => new(output, Columns, isShown);

    private static string Written(Action<TextWriter> write, int lines = 1)
    {
        using var output = new StringWriter();
        write(output);
        string text = output.ToString();
        return lines == 0 ? text : text[(text.IndexOf("\r\n", StringComparison.Ordinal) + 2)..];
    }
}
