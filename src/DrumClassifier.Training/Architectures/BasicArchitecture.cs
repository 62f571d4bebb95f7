using DrumClassification.Training.Architectures.Layers;

namespace DrumClassification.Training.Architectures;

/// <summary>
/// The reference project's basic network: three 3×3 convolutions with pooling, then two fully connected layers; and the same
/// with batch normalisation and dropout. The flattened vector makes them fit inputs of 128 × 128 only.
/// </summary>
internal static class BasicArchitecture
{
    public const string Name = "basic";
    public const string NormalizedName = "basic-bn";

    private const int FlattenedLength = 128 * 16 * 16;

    /// <summary>16,873,478 parameters for six classes.</summary>
    public static Architecture Create(int melBands, int frames, int classes) => new(Name, melBands, frames, classes,
    [
        new Conv2d(1, 32, 3) { Padding = 1 }, new ReLU(), new MaxPool2d(2),
        new Conv2d(32, 64, 3) { Padding = 1 }, new ReLU(), new MaxPool2d(2),
        new Conv2d(64, 128, 3) { Padding = 1 }, new ReLU(), new MaxPool2d(2),
        new Flatten(),
        new Linear(FlattenedLength, 512), new ReLU(),
        new Linear(512, classes),
    ]);

    /// <summary>16,873,926 parameters for six classes.</summary>
    public static Architecture CreateNormalized(int melBands, int frames, int classes) => new(NormalizedName, melBands, frames, classes,
    [
        new Conv2d(1, 32, 3) { Padding = 1 }, new BatchNorm2d(32), new ReLU(), new MaxPool2d(2),
        new Conv2d(32, 64, 3) { Padding = 1 }, new BatchNorm2d(64), new ReLU(), new MaxPool2d(2),
        new Conv2d(64, 128, 3) { Padding = 1 }, new BatchNorm2d(128), new ReLU(), new MaxPool2d(2),
        new Flatten(),
        new Linear(FlattenedLength, 512), new ReLU(), new Dropout(0.5),
        new Linear(512, classes),
    ]);
}
