using DrumClassification.Training.Architectures.Layers;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// The reference project's final network: depthwise-separable convolutions with squeeze-and-excite, 294,084 parameters for
/// six classes. The global pooling makes it fit any input of at least 8 mel bands × 8 frames.
/// </summary>
internal static class DwseArchitecture
{
    public const string Name = "dwse";

    private const int Reduction = 16;

    public static Architecture Create(int melBands, int frames, int classes) => new(Name, melBands, frames, classes,
    [
        new Block("stem", [new Conv2d(1, 32, 5) { Padding = 2 }, new BatchNorm2d(32), new ReLU(), new SqueezeExcite(32, Reduction)]),

        // The first block's groups of two channels are the reference project's own, so they are kept.
        Separable("block1", 32, 64, groups: 16, pool: true),
        Separable("block2", 64, 128, groups: 64, pool: true),
        Separable("block3", 128, 256, groups: 128, pool: false),
        Separable("block4", 256, 512, groups: 256, pool: true),

        new GlobalAveragePool(), new Dropout(0.3),
        new Linear(512, 128), new ReLU(),
        new Linear(128, classes),
    ]);

    private static Block Separable(string name, int inputs, int outputs, int groups, bool pool)
    {
        List<Layer> layers =
        [
            new Conv2d(inputs, inputs, 3) { Padding = 1, Groups = groups },
            new Conv2d(inputs, outputs, 1), new BatchNorm2d(outputs), new ReLU(),
        ];
        if (pool)
        {
            layers.Add(new MaxPool2d(2));
        }

        layers.Add(new SqueezeExcite(outputs, Reduction));
        return new Block(name, layers);
    }
}
