namespace DrumClassification.Training.Fitting;

/// <summary>One training batch on the host.</summary>
/// <param name="Inputs">float[size, mel bands × frames].</param>
/// <param name="Targets">float[size, classes]: the probabilities to learn, times the example's weight.</param>
/// <param name="Labels">The most probable class of each example; −1 for what is none of them.</param>
internal sealed record Batch(float[] Inputs, float[] Targets, int[] Labels)
{
    /// <summary>Number of examples.</summary>
    public int Size => Labels.Length;
}
