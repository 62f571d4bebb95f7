namespace DrumClassification.Training.Architectures;

/// <summary>The shape of one sample between two layers, without the batch dimension: a stack of planes, or a vector.</summary>
internal readonly record struct TensorShape
{
    private TensorShape(int channels, int height, int width, bool isVector)
    {
        Channels = channels;
        Height = height;
        Width = width;
        IsVector = isVector;
    }

    /// <summary>Number of planes; the length of a vector.</summary>
    public int Channels { get; }

    /// <summary>Height of a plane (mel bands at the input); 1 for a vector.</summary>
    public int Height { get; }

    /// <summary>Width of a plane (frames at the input); 1 for a vector.</summary>
    public int Width { get; }

    /// <summary>True for [length], false for [channels, height, width].</summary>
    public bool IsVector { get; }

    /// <summary>Number of values.</summary>
    public long Count => (long)Channels * Height * Width;

    /// <summary>A stack of planes: [channels, height, width].</summary>
    public static TensorShape Planes(int channels, int height, int width) => new(channels, height, width, isVector: false);

    /// <summary>A vector: [length].</summary>
    public static TensorShape Vector(int length) => new(length, 1, 1, isVector: true);

    public override string ToString() => IsVector ? $"{Channels}" : $"{Channels} × {Height} × {Width}";

    public TensorShape RequirePlanes(string layer) =>
        IsVector ? throw new InvalidArchitectureException($"{layer} needs planes (channels × height × width), but its input is a vector of {this}.") : this;

    public TensorShape RequireVector(string layer) =>
        IsVector ? this : throw new InvalidArchitectureException($"{layer} needs a vector, but its input is {this}; put Flatten or a global pooling before it.");

    public void RequireLength(string layer, int length)
    {
        if (RequireVector(layer).Channels != length)
        {
            throw new InvalidArchitectureException($"{layer} needs {length} values, but its input has {this}.");
        }
    }

    public TensorShape RequireChannels(string layer, int channels) =>
        Channels == channels ? this : throw new InvalidArchitectureException($"{layer} needs {channels} channels, but its input is {this}.");
}
