using System.Text.Json;
using DrumClassification.Cli.Classify;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Tests.Output;

/// <summary>Scripts depend on these exact characters.</summary>
public sealed class JsonContractTests
{
    [Fact]
    public void A_classified_file_is_one_line_with_exactly_these_members()
    {
        Assert.Equal(
            "{\"path\":\"a/CR_07.wav\",\"label\":\"clap\",\"confidence\":0.75,\"probabilities\":" +
            "{\"kick\":0.05,\"hat\":0.05,\"snare\":0.05,\"cymbal\":0.05,\"tom\":0.05,\"clap\":0.75},\"error\":null,\"uncertain\":false,\"reason\":null,\"warnings\":[],\"kind\":null,\"kindProbability\":null,\"kindUncertain\":null," +
            "\"heard\":{\"label\":\"clap\",\"confidence\":0.75,\"probabilities\":{\"kick\":0.05,\"hat\":0.05,\"snare\":0.05,\"cymbal\":0.05,\"tom\":0.05,\"clap\":0.75}," +
            "\"uncertain\":false,\"reason\":null,\"kind\":null,\"kindProbability\":null,\"kindUncertain\":null},\"named\":null}\n",
            Written(new FileClassification("a/CR_07.wav", FakeClassifier.Make("clap"), null)));
    }

    [Fact]
    public void A_failed_file_has_null_for_everything_but_path_and_error()
    {
        Assert.Equal(
            "{\"path\":\"x.wav\",\"label\":null,\"confidence\":null,\"probabilities\":null,\"error\":\"'x.wav' is empty.\",\"uncertain\":null,\"reason\":null,\"warnings\":[],\"kind\":null,\"kindProbability\":null,\"kindUncertain\":null,\"heard\":null,\"named\":null}\n",
            Written(new FileClassification("x.wav", null, new CorruptAudioException("'x.wav' is empty."))));
    }

    [Fact]
    public void An_uncertain_sound_says_why_and_what_was_found_wrong()
    {
        Classification loop = FakeClassifier.Make("kick", uncertain: true) with { Reason = UncertainReason.SeveralHits, Warnings = ["It is truncated."] };
        Assert.Contains(
            "\"error\":null,\"uncertain\":true,\"reason\":\"severalHits\",\"warnings\":[\"It is truncated.\"],\"kind\":null,\"kindProbability\":null,\"kindUncertain\":null,\"heard\":{",
            Written(new FileClassification("x.wav", loop, null)),
            StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"lowConfidence\"", Written(new FileClassification("x.wav", FakeClassifier.Make("kick", uncertain: true), null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_has_its_name_and_probability_and_says_where_it_is_not_sure()
    {
        Classification hat = FakeClassifier.Make("hat") with { Kind = new SoundKind("open_hat", "hat", 0.25f, IsUncertain: true) };
        Assert.Contains(
            "\"warnings\":[],\"kind\":\"open_hat\",\"kindProbability\":0.25,\"kindUncertain\":true,\"heard\":{",
            Written(new FileClassification("x.wav", hat, null)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_heard_alone_and_what_the_name_says_stand_beside_the_answer()
    {
        var file = new FileClassification("Claps/x.wav", FakeClassifier.Make("clap"), null)
        {
            Heard = FakeClassifier.Make("snare", 0.5f, uncertain: true),
            Named = NameEvidence.Of("Claps/x.wav"),
            IsContradicted = true,
        };
        JsonElement written = JsonDocument.Parse(Written(file)).RootElement;
        Assert.Equal("clap", written.GetProperty("label").GetString());
        Assert.Equal("snare", written.GetProperty("heard").GetProperty("label").GetString());
        Assert.Equal("lowConfidence", written.GetProperty("heard").GetProperty("reason").GetString());
        Assert.Equal(
            "{\"label\":\"clap\",\"labels\":[\"clap\"],\"kind\":\"clap\",\"strength\":\"clear\",\"place\":\"folder\",\"token\":\"claps\",\"contradicts\":true}",
            written.GetProperty("named").GetRawText());
    }

    [Theory]
    [InlineData("Schläge/🥁 „tief“.wav")]
    [InlineData("quote\" and \\ and\nnewline.wav")]
    [InlineData("<b>&amp;'.wav")]
    public void Any_path_stays_on_one_line_and_comes_back_unchanged(string path)
    {
        string line = Written(new FileClassification(path, FakeClassifier.Make("kick"), null));
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(path, JsonDocument.Parse(line).RootElement.GetProperty("path").GetString());
    }

    [Fact]
    public void Letters_beyond_ascii_are_written_as_they_are()
    {
        Assert.Contains("Schläge 太鼓", Written(new FileClassification("Schläge 太鼓.wav", FakeClassifier.Make("kick"), null)), StringComparison.Ordinal);
    }

    private static string Written(FileClassification file)
    {
        using var output = new StringWriter();
        new JsonRecordWriter<FileClassification>(output, ClassifyColumns.For(DrumLabels.All, [], isTerminal: false)).Write(file);
        return output.ToString();
    }
}
