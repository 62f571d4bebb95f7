using System.Reflection;

namespace DrumClassification.Tests;

public sealed class ModelManifestTests
{
    private static readonly ModelManifest Good = new()
    {
        SchemaVersion = ModelManifest.CurrentSchemaVersion,
        Labels = DrumLabels.All,
        FrontEnd = FrontEndSettings.Reference with { SampleRate = 22050, MaxFrequency = 10000, OnsetThresholdDecibels = -40 },
        Kinds =
        [
            new("kick", "kick"), new("closed_hat", "hat"), new("open_hat", "hat"), new("snare", "snare"), new("crash", "cymbal"), new("tom", "tom"),
            new("clap", "clap"), new("cowbell", null),
        ],
        Calibration = new() { Temperature = 1.5f, UncertainBelow = 0.6f, SureFrom = 0.93f, KindTemperature = 1.25f, KindUncertainBelow = 0.4f },
        Provenance = new()
        {
            Architecture = "dwse",
            Parameters = 294084,
            Command = "drumtrain train",
            DataHash = "00",
            Created = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
            Metrics = new Dictionary<string, double> { ["validation accuracy"] = 0.9 },
        },
    };

    [Fact]
    public void A_manifest_survives_the_trip_through_json()
    {
        ModelManifest read = ModelManifest.FromJson(Good.ToJson());

        Assert.Equal(Good.FrontEnd, read.FrontEnd);
        Assert.Equal(Good.Calibration, read.Calibration);
        Assert.Equal(Good.Labels, read.Labels);
        Assert.Equal(Good.Kinds, read.Kinds);
        Assert.Equal(Good.Provenance.Metrics, read.Provenance.Metrics);
        Assert.Equal(Good.Provenance.Created, read.Provenance.Created);
    }

    [Fact]
    public void A_manifest_of_version_1_has_no_kinds_and_one_threshold()
    {
        string json = Good.ToJson();
        string old = json
            .Replace("\"schemaVersion\":2", "\"schemaVersion\":1", StringComparison.Ordinal)
            .Replace(Between(json, "\"kinds\":", "\"frontEnd\""), "", StringComparison.Ordinal)
            .Replace(Between(json, ",\"sureFrom\"", "}"), "", StringComparison.Ordinal);

        ModelManifest read = ModelManifest.FromJson(old);

        Assert.Equal(1, read.SchemaVersion);
        Assert.Empty(read.Kinds);
        Assert.Equal(new ModelCalibration { Temperature = 1.5f, UncertainBelow = 0.6f }, read.Calibration);
    }

    [Fact]
    public void A_manifest_says_what_is_told_from_the_signal_and_one_without_means_single_hits()
    {
        ModelManifest blind = Good with { FrontEnd = Good.FrontEnd with { SignalGate = SignalGate.None } };
        Assert.Equal(SignalGate.None, ModelManifest.FromJson(blind.ToJson()).FrontEnd.SignalGate);
        string old = blind.ToJson().Replace("\"signalGate\":\"None\",", "", StringComparison.Ordinal);
        Assert.DoesNotContain("signalGate", old, StringComparison.Ordinal);
        Assert.Equal(SignalGate.SingleHit, ModelManifest.FromJson(old).FrontEnd.SignalGate);
    }

    [Fact]
    public void Every_front_end_setting_is_in_the_json()
    {
        string json = Good.ToJson();

        Assert.All(
            typeof(FrontEndSettings).GetProperties().Where(p => p.CanWrite),
            property => Assert.Contains($"\"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}\"", json, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_front_end_setting_is_read_back()
    {
        foreach (PropertyInfo property in typeof(FrontEndSettings).GetProperties().Where(p => p.CanWrite))
        {
            FrontEndSettings changed = FrontEndSettings.Reference with { };
            property.SetValue(changed, Other(property, property.GetValue(changed)));
            string json = (Good with { FrontEnd = changed }).ToJson();

            Assert.Equal(changed, ModelManifestReader.Read(json).FrontEnd);
        }
    }

    [Theory]
    [InlineData("\"schemaVersion\":2", "\"schemaVersion\":3", "version 3")]
    [InlineData("\"fftSize\":2048", "\"fftSize\":1000", "FftSize")]
    [InlineData("\"temperature\":1.5", "\"temperature\":0", "temperature")]
    [InlineData("\"uncertainBelow\":0.6", "\"uncertainBelow\":3", "threshold")]
    [InlineData("\"kick\"", "\"hat\"", "labels")]
    [InlineData("\"sureFrom\":0.93", "\"sureFrom\":1.1", "97 %")]
    [InlineData("\"kindTemperature\":1.25", "\"kindTemperature\":-1", "kinds")]
    [InlineData("\"kindUncertainBelow\":0.4", "\"kindUncertainBelow\":\"NaN\"", "kindUncertainBelow")]
    [InlineData("\"name\":\"open_hat\"", "\"name\":\"closed_hat\"", "name of its own")]
    [InlineData("\"name\":\"open_hat\",", "", "'name' is missing")]
    [InlineData("\"label\":\"clap\"", "\"label\":\"gong\"", "gong")]
    [InlineData("\"label\":\"clap\"", "\"label\":null", "none of 'clap'")]
    [InlineData("\"label\":\"clap\"", "\"lable\":\"clap\"", "lable")]
    [InlineData("\"melBands\":128", "\"melBandz\":128", "melBandz")]
    [InlineData("\"melBands\":128", "\"melBands\":\"many\"", "melBands")]
    [InlineData("\"melBands\":128", "\"melBands\":null", "melBands")]
    [InlineData("\"melBands\":128", "\"melBands\":1.5", "melBands")]
    [InlineData("\"melScale\":\"Slaney\"", "\"melScale\":\"Bark\"", "Bark")]
    [InlineData("\"command\":\"drumtrain train\"", "\"command\":null", "command")]
    [InlineData("\"architecture\":\"dwse\",", "", "architecture")]
    public void What_is_wrong_is_named(string from, string to, string named)
    {
        string json = Good.ToJson();
        Assert.Contains(from, json, StringComparison.Ordinal);

        InvalidModelException error = Assert.Throws<InvalidModelException>(() => ModelManifest.FromJson(json.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    public void What_is_no_manifest_is_refused(string json)
    {
        Assert.Throws<InvalidModelException>(() => ModelManifest.FromJson(json));
    }

    /// <summary>From one text up to, not including, the next occurrence of another.</summary>
    private static string Between(string text, string from, string to)
    {
        int start = text.IndexOf(from, StringComparison.Ordinal);
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    /// <summary>Some value of a property's type that is not the given one.</summary>
    private static object Other(PropertyInfo property, object? value) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
    {
        Type type when type == typeof(int) => (int)(value ?? 0) + 7,
        Type type when type == typeof(double) => (double)(value ?? 0.0) + 0.7,
        Type type when type == typeof(bool) => !(bool)value!,
        Type type => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value)),
    };
}
