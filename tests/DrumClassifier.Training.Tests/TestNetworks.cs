using DrumClassification.Training.Architectures;
using DrumClassification.Training.Architectures.Layers;
using TorchSharp;

namespace DrumClassification.Tests;

/// <summary>Networks with random weights whose every part matters to the result.</summary>
internal static class TestNetworks
{
    /// <summary>Every layer type, with strides, padding, groups and nested composites.</summary>
    public static Architecture EveryLayer { get; } = new("every-layer", 34, 45, 5,
    [
        new BatchNorm2d(1),
        new Conv2d(1, 8, 5) { Padding = 2, Stride = 2 }, new BatchNorm2d(8), new ReLU(),
        new Residual([new Conv2d(8, 12, 3) { Padding = 1, Bias = false }, new BatchNorm2d(12), new ReLU(), new SqueezeExcite(12, 4), new Conv2d(12, 8, 1), new BatchNorm2d(8)]),
        new ReLU(),
        new Block("pooling",
        [
            new MaxPool2d(2), new Dropout(0.4),
            new Block("inside", [new Conv2d(8, 16, 3) { Groups = 4 }, new ReLU(), new BatchNorm2d(16)]),
        ]),
        new Residual([new SqueezeExcite(16, 100), new Conv2d(16, 16, 1) { Bias = false }]),
        new Conv2d(16, 10, 2),
        new Residual([new Residual([new Conv2d(10, 10, 3) { Padding = 1, Groups = 10 }])]),
        new GlobalAveragePool(), new Flatten(), new Dropout(0.2),
        new Linear(10, 7), new ReLU(), new Dropout(0.5),
        new AbstainingLinear(7, 5),
    ]);

    /// <summary>
    /// Makes a network, seeded, and runs batches in training mode, so that the running statistics of its batch normalisations
    /// are neither 0 nor 1; their scales and offsets, which start as 1 and 0, are drawn at random.
    /// </summary>
    public static Network Create(Architecture architecture, long seed = 20)
    {
        torch.manual_seed(seed);
        var network = new Network(architecture);
        using (torch.no_grad())
        using (torch.NewDisposeScope())
        {
            foreach (TorchSharp.Modules.BatchNorm2d norm in network.modules().OfType<TorchSharp.Modules.BatchNorm2d>())
            {
                norm.weight!.uniform_(0.5, 1.5);
                norm.bias!.uniform_(-0.5, 0.5);
            }

            network.train();
            for (int i = 0; i < 3; i++)
            {
                network.call(RandomInput(architecture, 4)).Dispose();
            }
        }

        return network;
    }

    /// <summary>Values like those of a log-mel spectrogram, −80 … 0 dB.</summary>
    public static torch.Tensor RandomInput(Architecture architecture, int batch) =>
        torch.rand(batch, 1, architecture.MelBands, architecture.Frames) * 80 - 80;

    /// <summary>A manifest that describes the network.</summary>
    public static ModelManifest ManifestFor(Architecture architecture) => new()
    {
        SchemaVersion = ModelManifest.CurrentSchemaVersion,
        Labels = [.. Enumerable.Range(0, architecture.Classes).Select(i => $"class {i}")],
        Kinds = [.. ((architecture.Layers[^1] as KindLinear)?.ClassOf ?? []).Select((label, i) => new ModelKind($"kind_{i}", label < 0 ? null : $"class {label}"))],
        FrontEnd = FrontEndSettings.Reference with { MelBands = architecture.MelBands, Frames = architecture.Frames },
        Calibration = new ModelCalibration { Temperature = 1.25f },
        Provenance = new ModelProvenance
        {
            Architecture = architecture.Name,
            Parameters = architecture.ParameterCount,
            Command = "a test",
            DataHash = "none",
            Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        },
    };
}
