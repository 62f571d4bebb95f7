namespace DrumClassification.Training.Architectures;

/// <summary>A height (along the mel bands) and a width (along the frames). A plain number stands for a square.</summary>
/// <param name="Height">Along the mel bands.</param>
/// <param name="Width">Along the frames.</param>
public readonly record struct Size2(int Height, int Width)
{
    /// <summary>A square.</summary>
    public static implicit operator Size2(int side) => new(side, side);

    /// <summary>Height and width.</summary>
    public static implicit operator Size2((int Height, int Width) size) => new(size.Height, size.Width);

    /// <inheritdoc />
    public override string ToString() => $"{Height}×{Width}";

    internal (long Height, long Width) ToTorch() => (Height, Width);

    internal long[] ToOnnx() => [Height, Width];

    /// <summary>Padding as ONNX lists it: the starts of all dimensions, then the ends.</summary>
    internal long[] ToOnnxPads() => [Height, Width, Height, Width];
}
