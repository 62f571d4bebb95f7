using DrumClassification.Training.Architectures;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Kinds;
using DrumClassification.Training.Onnx;

namespace DrumClassification.Training.LabelCleaning;

/// <summary>The network of one fold as a model file, so that networks which heard different sounds can teach another one (<c>drumtrain train --teacher</c>).</summary>
internal static class FoldModel
{
    /// <summary>Writes it, calibrated on the sounds that it has not heard.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="network">The fold's network.</param>
    /// <param name="runs">The folds.</param>
    /// <param name="sounds">The fold's own sounds.</param>
    /// <param name="predictions">What the network says of them.</param>
    /// <param name="command">The command that trained it.</param>
    /// <param name="seed">The random seed.</param>
    public static void Save(string path, Network network, FoldRuns runs, IReadOnlyList<Sound> sounds, Predictions predictions, string command, int seed)
    {
        Architecture architecture = network.Architecture;
        OnnxExporter.Export(
            network,
            new ModelManifest
            {
                SchemaVersion = ModelManifest.CurrentSchemaVersion,
                Labels = DrumLabels.All,
                Kinds = runs.Kinds?.Kinds ?? [],
                FrontEnd = runs.Recipe.FrontEnd,
                Calibration = ConfidenceFitter.Fit(sounds, predictions, runs.Kinds),
                Provenance = new()
                {
                    Architecture = architecture.Name,
                    Parameters = architecture.ParameterCount,
                    Command = command,
                    DataHash = runs.Identity,
                    Created = DateTimeOffset.UtcNow,
                    Seed = seed,
                    Metrics = new Dictionary<string, double>(),
                },
            },
            path);
    }
}
