using DrumClassification.Tests.Fitting;

namespace DrumClassification.Tests.Commands;

/// <summary>Trains a neighbour stage on the networks of a cross-validation and puts it into one of them.</summary>
public sealed class ContextCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stage_is_judged_out_of_fold_and_travels_in_the_model()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);
        await RunAsync("suspects", "--data", _folder["sounds"], "--folds", "2", "--epochs", "2", "--folder", _folder["folds"], "--out", _folder["suspects.csv"]);
        string network = Path.Combine(_folder["folds"], "fold-1.onnx");
        string[] arguments = ["context", "--data", _folder["sounds"], "--folds", _folder["folds"], "--heard", _folder["heard.json"], "--seeds", "2", "--steps", "3"];

        string output = await RunAsync([.. arguments, "--model", network, "--out", _folder["together.onnx"]]);

        Assert.Contains("Out of fold, by source", output, StringComparison.Ordinal);
        Assert.Contains("attention 2", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Test rows", output, StringComparison.Ordinal);
        Assert.True(new FileInfo(_folder["together.onnx"]).Length - new FileInfo(network).Length < 200_000);

        using IDrumClassifier before = DrumClassifier.FromFile(network);
        using IDrumClassifier after = DrumClassifier.FromFile(_folder["together.onnx"]);
        Assert.False(before.Model.HasNeighbours);
        Assert.True(after.Model.HasNeighbours);
        AudioClip[] clips = [.. Directory.EnumerateFiles(_folder["sounds"], "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(5).Select(path => AudioDecoder.DecodeFile(path))];
        // Batches are divided as there is time, which moves the last bits.
        Assert.All(before.ClassifyBatch(clips, Token).Zip(after.ClassifyBatch(clips, Token)), pair => Assert.Equal(pair.First.Confidence, pair.Second.Confidence, 1e-5f));
        Assert.NotEqual(before.ClassifyBatch(clips, Token).Select(sound => sound.Confidence), after.ClassifyTogether(clips, Token).Select(sound => sound.Confidence));
        Assert.Equal(before.ClassifyBatch(clips[..1], Token)[0].Confidence, after.ClassifyTogether(clips[..1], Token)[0].Confidence);

        // What was heard is kept: the folds are not asked again, and the figures stay the same.
        File.Delete(network);
        Assert.Equal(Figures(output), Figures(await RunAsync(arguments)));
    }

    [Fact]
    public async Task Without_folds_it_says_what_to_give()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);

        (int code, _, string error) = await DrumTrain.RunAsync("context", "--data", _folder["sounds"], "--folds", _folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("drumtrain suspects", error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Figures(string output) => output.Split('\n').Where(line => line.Contains('%', StringComparison.Ordinal));

    private static async Task<string> RunAsync(params string[] arguments)
    {
        (int code, string output, string error) = await DrumTrain.RunAsync(arguments);
        Assert.True(code == 0, error);
        return output;
    }
}
