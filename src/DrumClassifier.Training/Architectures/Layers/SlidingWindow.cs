namespace DrumClassification.Training.Architectures.Layers;

/// <summary>The output size of convolution and pooling: floor((size + 2 padding − kernel) / stride) + 1.</summary>
internal static class SlidingWindow
{
    public static TensorShape Apply(string layer, TensorShape input, int channels, int kernel, int stride, int padding)
    {
        if (kernel < 1 || stride < 1 || padding < 0)
        {
            throw new InvalidArchitectureException($"{layer}: kernel and stride must be at least 1, the padding at least 0.");
        }

        if (Math.Min(input.Height, input.Width) + (2 * padding) < kernel)
        {
            throw new InvalidArchitectureException($"{layer}: the kernel is larger than its padded input of {input}; use more mel bands or frames.");
        }

        return TensorShape.Planes(channels, Size(input.Height), Size(input.Width));

        int Size(int length) => ((length + (2 * padding) - kernel) / stride) + 1;
    }
}
