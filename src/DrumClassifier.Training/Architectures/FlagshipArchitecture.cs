namespace DrumClassification.Training.Architectures;

/// <summary>
/// The network of the shipped model: depthwise-separable residual stages that halve the resolution four times (after Sandler
/// et al., "MobileNetV2", 2018, without the expansion), with squeeze-and-excite in the last two. At the end the mean is taken
/// over time only: which mel bands are active tells a kick from a tom, so the bands stay apart.
/// </summary>
internal static class FlagshipArchitecture
{
    public const string Name = "flagship";

    private const int Reduction = 8;
    private const int Halvings = 4;

    public static Architecture Create(int melBands, int frames, int classes)
    {
        int bandsLeft = melBands >> Halvings;
        int framesLeft = frames >> Halvings;
        return new(Name, melBands, frames, classes,
        [
            new Block("stem", [new Conv2d(1, 24, 3) { Padding = 1, Bias = false }, new BatchNorm2d(24), new ReLU(), new MaxPool2d(2)]),

            .. Stage("stage1", 24, 48, excite: false),
            .. Stage("stage2", 48, 96, excite: false),
            .. Stage("stage3", 96, 192, excite: true),

            // Wider here costs little, because few positions are left.
            Separable("mix", 192, 256, excite: true),
            new AvgPool2d(new Size2(1, framesLeft)),
            new Flatten(),
            new Dropout(0.3),
            new Linear(256 * bandsLeft, 128), new ReLU(),
            new Dropout(0.2),
            new Linear(128, classes),
        ]);
    }

    private static IEnumerable<Layer> Stage(string name, int inputs, int outputs, bool excite) =>
    [
        Separable($"{name}.widen", inputs, outputs, excite: false),
        new Residual([Separable($"{name}.refine", outputs, outputs, excite)]),
        new MaxPool2d(2),
    ];

    private static Block Separable(string name, int inputs, int outputs, bool excite)
    {
        List<Layer> layers =
        [
            Conv2d.Depthwise(inputs, 3) with { Bias = false }, new BatchNorm2d(inputs),
            Conv2d.Pointwise(inputs, outputs) with { Bias = false }, new BatchNorm2d(outputs), new ReLU(),
        ];
        if (excite)
        {
            layers.Add(new SqueezeExcite(outputs, Reduction));
        }

        return new Block(name, layers);
    }
}
