using System.Text.Json;
using DrumClassification.Training.Commands;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Files;

namespace DrumClassification.Tests;

/// <summary>The program, run as a user runs it, but inside the test's process.</summary>
internal static class DrumTrain
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await DrumTrainCommand.RunAsync(arguments, CommandHost.For(output, error));
        return (code, output.ToString(), error.ToString());
    }

    public static MetricsReport ReadMetrics(string path) => ReadJson<MetricsReport>(path);

    public static T ReadJson<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path), TrainingJson.Indented)!;
}
