using System.Text.Json;
using DrumClassification.Modelling.Onnx;
using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Modelling.Waveform;
using Microsoft.ML.OnnxRuntime;

namespace DrumClassification.Tests.Export.Waveform;

/// <summary>The file of a model that takes samples, and the command that writes it.</summary>
public sealed class WaveformModelTests(WaveformSession waveform) : IClassFixture<WaveformSession>
{
    private const int MostBytes = 3_000_000;

    private static readonly FrontEndSettings FrontEnd = new() { SampleRate = 16000, FftSize = 512, WindowLength = 512, HopLength = 256, MelBands = 24, Frames = 16, MaxSeconds = 0.5 };

    [Fact]
    public void It_takes_samples_of_any_number_and_says_what_it_is()
    {
        InferenceSession session = waveform.Session;
        ModelInfo model = WaveformSession.Library.Model;

        Assert.Equal([-1, -1], session.InputMetadata["waveform"].Dimensions);
        Assert.Single(session.InputMetadata);
        Assert.Equal(["embedding", "kind", "kind_probabilities", "label", "probabilities", "reason"], session.OutputMetadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([-1, model.Labels.Count], session.OutputMetadata["probabilities"].Dimensions);
        Assert.Equal([-1, model.Kinds.Count], session.OutputMetadata["kind_probabilities"].Dimensions);
        Assert.Equal([-1], session.OutputMetadata["label"].Dimensions);

        Dictionary<string, string> metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal(model.Manifest.ToJson(), ModelManifest.FromJson(metadata[ModelManifest.MetadataKey]).ToJson());
        JsonElement about = JsonDocument.Parse(metadata[WaveformDescription.MetadataKey]).RootElement;
        Assert.Equal(model.FrontEnd.SampleRate, about.GetProperty("sampleRate").GetInt32());
        Assert.Equal(model.Labels, about.GetProperty("labels").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("severalHits", about.GetProperty("reasons")[(int)UncertainReason.SeveralHits].GetString());
    }

    [Fact]
    public void It_is_small_and_made_of_standard_operators_of_a_low_version_without_loops()
    {
        byte[] bytes = WaveformSession.Bytes.Value;
        ModelProto model = ModelProto.Parser.ParseFrom(bytes);

        Assert.InRange(bytes.Length, 0, MostBytes);
        Assert.Equal(("", 13), (model.OpsetImport.Single().Domain, model.OpsetImport.Single().Version));
        Assert.Equal(7, model.IrVersion);
        Assert.All(model.Graph.Node, node => Assert.Equal("", node.Domain));
        Assert.DoesNotContain(model.Graph.Node, node => node.OpType is "Loop" or "Scan" or "If" or "STFT" or "DFT");
    }

    [Theory]
    [MemberData(nameof(FrontEnds))]
    public void Every_front_end_at_one_rate_has_a_graph(string name, FrontEndSettings settings)
    {
        var test = new TestModel { FrontEnd = settings };
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["model.onnx"], test.ToBytes());
        using IDrumClassifier library = DrumClassifier.FromFile(folder["model.onnx"]);
        OnnxModelFile.Write(WaveformModel.Create(test.ToBytes(), library.Model.Manifest), folder["waveform.onnx"]);
        using var session = new InferenceSession(folder["waveform.onnx"]);
        using var options = new RunOptions();
        for (int i = 0; i < 6; i++)
        {
            float[] sound = WaveformParityTests.Drum(i);
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(sound, [1, sound.Length]);
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["waveform"], [input], ["probabilities"]);
            float[] expected = [.. library.Classify(sound, settings.SampleRate!.Value).Probabilities.Select(label => label.Probability)];
            Assert.True(
                outputs[0].GetTensorDataAsSpan<float>().ToArray().Zip(expected, (a, b) => Math.Abs(a - b)).Max() <= 0.005f,
                $"{name}, sound {i}: {string.Join(' ', outputs[0].GetTensorDataAsSpan<float>().ToArray())}, and not {string.Join(' ', expected)}");
        }
    }

    public static TheoryData<string, FrontEndSettings> FrontEnds => new()
    {
        { "plain", FrontEnd },
        { "from the first sample above a threshold", FrontEnd with { OnsetThresholdDecibels = -40, OnsetPreRollSeconds = 0.01, NormalizePeak = true } },
        { "growing hops", FrontEnd with { HopLength = 64, HopGrowth = 1.05 } },
        { "not centred, fewer frames than the network has", FrontEnd with { Centered = false, MaxSeconds = 0.2, PaddingDecibels = -30 } },
        { "two windows, absolute decibels", FrontEnd with { FftSize = 1024, WindowLength = 256, LowBandWindowLength = 1024, DecibelReference = DecibelReference.One, OnsetThresholdDecibels = -34, OnsetRule = OnsetRule.Attack } },
        { "one long window for all", FrontEnd with { WindowLength = 256, LowBandWindowLength = 512, LowBandMaxFrequency = 9000 } },
    };

    [Theory]
    [InlineData("sampleRate")]
    [InlineData("maxSeconds")]
    [InlineData("odd length")]
    public void A_front_end_that_depends_on_the_sound_is_refused_with_the_reason(string what)
    {
        FrontEndSettings settings = what switch
        {
            "sampleRate" => FrontEnd with { SampleRate = null },
            "maxSeconds" => FrontEnd with { MaxSeconds = null },
            _ => FrontEnd with { WindowLength = 401 },
        };
        var test = new TestModel { FrontEnd = settings };
        InvalidModelException refused = Assert.Throws<InvalidModelException>(() => WaveformModel.Create(test.ToBytes(), test.Manifest));
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operators_that_are_not_ONNXs_own_are_refused_by_name()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(new TestModel { FrontEnd = FrontEnd }.ToBytes());
        model.Graph.Node[0].Domain = "com.example";
        InvalidModelException refused = Assert.Throws<InvalidModelException>(() => NetworkOperators.FindVersion(model));
        Assert.Contains("com.example", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_to_the_library_or_the_trainer_it_is_refused_by_what_it_is()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["waveform.onnx"], WaveformSession.Bytes.Value);
        InvalidModelException refused = Assert.Throws<InvalidModelException>(() => DrumClassifier.FromFile(folder["waveform.onnx"]));
        Assert.Contains("waveform.onnx", refused.Message, StringComparison.Ordinal);
        Assert.Contains("is a waveform model", refused.Message, StringComparison.Ordinal);
        Assert.Contains("docs/runtimes.md", refused.Message, StringComparison.Ordinal);
        using var stream = new MemoryStream(WaveformSession.Bytes.Value);
        Assert.Contains("is a waveform model", Assert.Throws<InvalidModelException>(() => DrumClassifier.FromStream(stream)).Message, StringComparison.Ordinal);

        (int code, _, string error) = await DrumTrain.RunAsync("export", folder["waveform.onnx"], "--waveform", folder["again.onnx"]);
        Assert.NotEqual(0, code);
        Assert.Contains("is a waveform model", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["again.onnx"]));
    }

    [Fact]
    public async Task The_command_writes_the_model_and_its_description()
    {
        using var folder = new TemporaryFolder();
        (int code, string output, string error) = await DrumTrain.RunAsync("export", "embedded", "--waveform", folder["out/drums.onnx"]);

        Assert.True(code == 0, error);
        Assert.Contains("float[batch, samples] at 16000 Hz in", output, StringComparison.Ordinal);
        Assert.Equal(WaveformSession.Bytes.Value, File.ReadAllBytes(folder["out/drums.onnx"]));
        Assert.Equal(16000, JsonDocument.Parse(File.ReadAllText(folder["out/drums.json"])).RootElement.GetProperty("sampleRate").GetInt32());
    }

    [Fact]
    public async Task The_command_does_not_write_over_the_model_and_names_one_that_is_missing()
    {
        using var folder = new TemporaryFolder();
        byte[] before = new TestModel { FrontEnd = FrontEnd }.ToBytes();
        File.WriteAllBytes(folder["model.onnx"], before);

        Assert.Equal(2, (await DrumTrain.RunAsync("export", folder["model.onnx"], "--waveform", folder["model.onnx"])).Code);
        Assert.Equal(before, File.ReadAllBytes(folder["model.onnx"]));
        Assert.Equal(2, (await DrumTrain.RunAsync("export", folder["model.onnx"], "--waveform", folder["out.json"])).Code);
        Assert.False(File.Exists(folder["out.json"]));
        (int code, _, string error) = await DrumTrain.RunAsync("export", folder["none.onnx"], "--waveform", folder["out.onnx"]);
        Assert.NotEqual(0, code);
        Assert.Contains("none.onnx", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.onnx"]));
    }
}
