using System.Text.Json;
using DrumClassification.Synthesis;

namespace DrumClassification.Tests;

/// <summary>Twenty synthesised drums as files, what the command says of them, and the model for other runtimes.</summary>
public sealed class DrumFiles : IAsyncLifetime
{
    private const int Count = 20;
    private const int SampleRate = 44100;

    private readonly TemporaryFolder _folder = new();

    /// <summary>The files, in the order of their names.</summary>
    internal string[] Paths { get; } = new string[Count];

    /// <summary>What <c>drums classify</c> calls each.</summary>
    internal IReadOnlyDictionary<string, string> Labels { get; private set; } = new Dictionary<string, string>();

    /// <summary>The probabilities of each that <c>drums classify</c> prints, rounded.</summary>
    internal IReadOnlyDictionary<string, double[]> Probabilities { get; private set; } = new Dictionary<string, double[]>();

    /// <summary>What <c>drumtrain export --waveform</c> wrote; its description lies beside it.</summary>
    internal string Model => _folder["model/drums.onnx"];

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder["sounds"]);
        for (int i = 0; i < Count; i++)
        {
            Paths[i] = _folder[$"sounds/{i:00}.wav"];
            WavFile.WriteNew(Paths[i], RandomDrums.Draw(DrumLabels.All[i % 6], new Random(410 + i)).Settings.Render(SampleRate));
        }

        await RunAsync("DrumClassifier.Training", "drumtrain", "export", "embedded", "--waveform", Model);
        string[] lines = await RunAsync("DrumClassifier.Cli", "drums", "classify", _folder["sounds"], "--format", "json", "--names", "off", "--no-index");
        JsonElement[] found = [.. lines.Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)];
        Labels = found.ToDictionary(NameOf, line => line.GetProperty("label").GetString()!);
        Probabilities = found.ToDictionary(NameOf, line => line.GetProperty("probabilities").EnumerateObject().Select(label => label.Value.GetDouble()).ToArray());
        Assert.Equal(Count, Labels.Count);
        Assert.InRange(Labels.Values.Distinct().Count(), 4, 6);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string NameOf(JsonElement line) => Path.GetFileName(line.GetProperty("path").GetString()!);

    private static async Task<string[]> RunAsync(string project, string program, params string[] arguments) =>
        await SampleProcess.RunAsync("dotnet", [SampleProcess.Built(project, program), .. arguments]);
}
