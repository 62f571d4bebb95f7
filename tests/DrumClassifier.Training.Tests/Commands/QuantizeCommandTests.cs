using System.Runtime.InteropServices;
using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Synthesis;

namespace DrumClassification.Tests.Commands;

public sealed class QuantizeCommandTests : IDisposable
{
    private const int SampleRate = 44100;
    private const int Int8 = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_quantized_model_is_a_third_as_large_and_says_what_the_model_says()
    {
        await QuantizeAsync();

        GraphProto graph = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_folder["small.onnx"])).Graph;
        GraphProto whole = ModelProto.Parser.ParseFrom(ModelFile.Embedded().Bytes).Graph;
        Assert.InRange(new FileInfo(_folder["small.onnx"]).Length, 1, ModelFile.Embedded().Bytes.Length / 2);

        // All convolutions but the first, whose weights have room for two products in 16 bits: 2 · 63 · 255 < 2¹⁵.
        TensorProto[] weights = [.. graph.Initializer.Where(values => values.DataType == Int8 && values.Dims.Count == 4)];
        Assert.Equal(whole.Node.Count(node => node.OpType == "Conv") - 1, weights.Length);
        Assert.All(weights, values => Assert.All(MemoryMarshal.Cast<byte, sbyte>(values.RawData.Span).ToArray(), value => Assert.InRange(value, -63, 63)));

        using IDrumClassifier model = DrumClassifier.Create();
        using IDrumClassifier small = DrumClassifier.FromFile(_folder["small.onnx"]);
        Assert.Equal(model.Model.Labels, small.Model.Labels);
        AudioClip[] fresh = [.. DrumLabels.All.SelectMany(label => Enumerable.Range(500, 16).Select(number => Draw(label, number)))];
        int same = 0;
        double apart = 0;
        foreach (AudioClip clip in fresh)
        {
            Classification one = model.Classify(clip.Samples, clip.SampleRate);
            Classification other = small.Classify(clip.Samples, clip.SampleRate);
            same += one.Label == other.Label ? 1 : 0;
            apart += one.Probabilities.ToArray().Zip(other.Probabilities.ToArray(), (a, b) => Math.Abs(a.Probability - b.Probability)).Max() / fresh.Length;
        }

        Assert.True(same >= fresh.Length - 4, $"{same} of {fresh.Length} labels are the same");
        Assert.True(apart < 0.04, $"the largest probability differs by {apart} in the mean");
    }

    [Fact]
    public async Task What_is_quantized_is_neither_quantized_again_nor_gone_on_from()
    {
        await QuantizeAsync();

        (int code, _, string error) = await DrumTrain.RunAsync("quantize", _folder["small.onnx"], "--data", _folder["sounds"], "--out", _folder["smaller.onnx"]);
        Assert.Equal(2, code);
        Assert.Contains("quantized already", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["smaller.onnx"]));

        (code, _, error) = await DrumTrain.RunAsync("train", "--data", _folder["sounds"], "--from", _folder["small.onnx"], "--out", _folder["run"]);
        Assert.Equal(2, code);
        Assert.Contains("small.onnx", error, StringComparison.Ordinal);
        Assert.Contains("Name the model that it was made of", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_itself_is_never_replaced()
    {
        File.WriteAllBytes(_folder["model.onnx"], ModelFile.Embedded().Bytes);
        (int code, _, string error) = await DrumTrain.RunAsync("quantize", _folder["model.onnx"], "--data", _folder["sounds"], "--out", _folder["model.onnx"]);
        Assert.Equal(2, code);
        Assert.Contains("--out names the model itself", error, StringComparison.Ordinal);
        Assert.Equal(ModelFile.Embedded().Bytes, File.ReadAllBytes(_folder["model.onnx"]));
    }

    private async Task QuantizeAsync()
    {
        foreach (string label in DrumLabels.All)
        {
            Directory.CreateDirectory(_folder[$"sounds/{label}"]);
            for (int i = 0; i < 16; i++)
            {
                WavFile.WriteNew(_folder[$"sounds/{label}/{(char)('a' + i)}x.wav"], Draw(label, i));
            }
        }

        (int code, string output, string error) = await DrumTrain.RunAsync("quantize", "embedded", "--data", _folder["sounds"], "--out", _folder["small.onnx"]);
        Assert.True(code == 0, error);
        Assert.Contains("times as fast", output, StringComparison.Ordinal);
    }

    private static AudioClip Draw(string label, int number) => RandomDrums.Draw(label, new Random(number)).Settings.Render(SampleRate);
}
