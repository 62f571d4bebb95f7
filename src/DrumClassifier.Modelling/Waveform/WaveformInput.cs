namespace DrumClassification.Modelling.Waveform;

/// <summary>The samples that a graph is given, with where each row's sound ends.</summary>
/// <param name="Samples">float[batch, n], zeros after the end; n is a multiple of the envelope's windows.</param>
/// <param name="IsSound">bool[batch, n]: false after the end.</param>
/// <param name="Length">int64[batch, 1], samples of each sound, at least 1.</param>
/// <param name="Position">int64[n], 0 … n − 1.</param>
internal sealed record WaveformInput(GraphValue Samples, GraphValue IsSound, GraphValue Length, GraphValue Position)
{
    /// <summary>What is no finite number is silence, and ends the sound where only such follow: NaN pads the shorter rows of a batch.</summary>
    /// <param name="raw">float[batch, samples].</param>
    /// <param name="multiple">What the number of samples is made a multiple of.</param>
    public static WaveformInput Create(GraphValue raw, long multiple)
    {
        GraphScope graph = raw.Graph;
        GraphValue isFinite = raw.Abs() <= float.MaxValue;
        GraphValue given = raw.Length(1);
        GraphValue length = isFinite.Choose(graph.Range(given) + 1L, 0L).Largest(1).AtLeast(1L);
        GraphValue missing = ((given + (multiple - 1)) / multiple * multiple) - given;
        GraphValue samples = isFinite.Choose(raw, 0f).Pad(graph.Constant(0L), missing);
        GraphValue position = graph.Range(samples.Length(1));
        return new WaveformInput(samples, position < length, length, position);
    }
}
