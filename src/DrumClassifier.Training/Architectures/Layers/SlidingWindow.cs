namespace DrumClassification.Training.Architectures;

/// <summary>The output size of convolution and pooling: floor((size + 2 padding − kernel) / stride) + 1.</summary>
internal static class SlidingWindow
{
    public static TensorShape Apply(string layer, TensorShape input, int channels, Size2 kernel, Size2 stride, Size2 padding)
    {
        if (kernel.Height < 1 || kernel.Width < 1 || stride.Height < 1 || stride.Width < 1 || padding.Height < 0 || padding.Width < 0)
        {
            throw new InvalidArchitectureException($"{layer}: kernel and stride must be at least 1, the padding at least 0.");
        }

        if (input.Height + (2 * padding.Height) < kernel.Height || input.Width + (2 * padding.Width) < kernel.Width)
        {
            throw new InvalidArchitectureException($"{layer}: the kernel is larger than its padded input of {input}; use more mel bands or frames.");
        }

        return TensorShape.Planes(
            channels,
            ((input.Height + (2 * padding.Height) - kernel.Height) / stride.Height) + 1,
            ((input.Width + (2 * padding.Width) - kernel.Width) / stride.Width) + 1);
    }
}
