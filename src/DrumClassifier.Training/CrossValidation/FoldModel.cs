using DrumClassification.Training.Architectures;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Export;

namespace DrumClassification.Training.CrossValidation;

/// <summary>The network of one fold as a model file, so that networks which heard different sounds can teach another one (<c>drumtrain train --teacher</c>).</summary>
internal static class FoldModel
{
    /// <summary>Writes it, calibrated on the sounds that it has not heard.</summary>
    /// <param name="predictions">What the network says of them.</param>
    /// <param name="command">The command that trained it.</param>
    public static void Save(int fold, Network network, FoldRuns runs, IReadOnlyList<Sound> sounds, Predictions predictions, string command, int seed) =>
        OnnxExporter.Export(
            network,
            runs.Recipe.FrontEnd,
            runs.Kinds,
            ConfidenceFitter.Fit(sounds, predictions, runs.Kinds),
            new()
            {
                Architecture = network.Architecture.Name,
                Parameters = network.Architecture.ParameterCount,
                Command = command,
                DataHash = runs.Identity,
                Created = DateTimeOffset.UtcNow,
                Seed = seed,
                Metrics = new Dictionary<string, double>(),
            },
            runs.ModelPath(fold));
}
