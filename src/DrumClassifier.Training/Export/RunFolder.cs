using DrumClassification.Training.Fitting;

namespace DrumClassification.Training.Export;

/// <summary>The files of one training, all in one folder.</summary>
internal sealed record RunFolder(string Path)
{
    /// <summary>The trained model.</summary>
    public string Model => this["model.onnx"];

    /// <summary>What a stopped training goes on from.</summary>
    public string Checkpoint => this["training.ckpt"];

    /// <summary>Figures for later comparison.</summary>
    public string Metrics => this["metrics.json"];

    public string this[string name] => System.IO.Path.Combine(Path, name);
}
