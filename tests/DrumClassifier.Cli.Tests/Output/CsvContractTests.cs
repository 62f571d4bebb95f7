using DrumClassification.Cli.Classify;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Tests.Output;

/// <summary>Scripts and spreadsheets depend on these exact characters.</summary>
public sealed class CsvContractTests
{
    private const string Header =
        "path,label,confidence,probability_kick,probability_hat,probability_snare,probability_cymbal,probability_tom,probability_clap,error,uncertain,reason,warnings,kind,kindProbability,kindUncertain,heardLabel,heardConfidence,heard_kick,heard_hat,heard_snare,heard_cymbal,heard_tom,heard_clap,heardKind,namedLabel,namedKind,namedStrength,namedToken,nameContradicts\r\n";

    [Fact]
    public void A_header_comes_first_even_where_nothing_follows() => Assert.Equal(Header, Written());

    [Fact]
    public void A_classified_file_is_one_record()
    {
        Assert.Equal(
            Header + "a b.wav,clap,0.75,0.05,0.05,0.05,0.05,0.05,0.75,,false,,,,,,clap,0.75,0.05,0.05,0.05,0.05,0.05,0.75,,,,,,\r\n",
            Written(new FileClassification("a b.wav", FakeClassifier.Make("clap"), null)));
    }

    [Fact]
    public void A_failed_file_has_empty_fields_and_its_error()
    {
        Assert.Equal(
            Header + "x.wav,,,,,,,,,'x.wav' is empty.,,,,,,,,,,,,,,,,,,,,\r\n",
            Written(new FileClassification("x.wav", null, new CorruptAudioException("'x.wav' is empty."))));
    }

    [Fact]
    public void Commas_quotes_and_line_breaks_are_quoted()
    {
        string record = Written(new FileClassification("a,\"b\"\nc.wav", FakeClassifier.Make("hat"), null))[Header.Length..];
        Assert.StartsWith("\"a,\"\"b\"\"\nc.wav\",hat,0.75,", record, StringComparison.Ordinal);
    }

    private static string Written(params FileClassification[] files)
    {
        using var output = new StringWriter();
        using var writer = new CsvRecordWriter<FileClassification>(output, ClassifyColumns.For(DrumLabels.All, [], isTerminal: false));
        foreach (FileClassification file in files)
        {
            writer.Write(file);
        }

        return output.ToString();
    }
}
