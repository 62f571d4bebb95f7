namespace DrumClassification;

/// <summary>How <see cref="Resampler"/> finds the taps of each output and applies them. Immutable and thread-safe.</summary>
internal interface IResamplerKernel
{
    /// <summary>Computes every output; outside the input the sound is 0.</summary>
    /// <param name="input">Samples at the source rate.</param>
    /// <param name="silence">How many zeros stand before the input.</param>
    /// <param name="output">Receives samples at the target rate; the first lies on the first of those zeros.</param>
    void Run(ReadOnlySpan<float> input, int silence, Span<float> output);
}
