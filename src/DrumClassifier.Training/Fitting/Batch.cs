namespace DrumClassification.Training.Fitting;

/// <summary>One training batch on the host.</summary>
/// <param name="Inputs">float[size, mel bands × frames].</param>
/// <param name="Targets">float[size, classes]: the probabilities to learn, times the example's weight.</param>
/// <param name="Labels">The most probable class of each example; −1 for what is none of them.</param>
internal sealed record Batch(float[] Inputs, float[] Targets, int[] Labels)
{
    /// <summary>float[size, candidate sets]: what is known of the kinds, as <see cref="Kinds.KindCatalog.CandidateSets"/> lists it, times the example's weight; empty if no kinds are learned.</summary>
    public float[] KindTargets { get; init; } = [];

    /// <summary>float[size, kinds]: the teachers' probabilities of the kinds, times their share; empty without teachers.</summary>
    public float[] TeacherKinds { get; init; } = [];

    /// <summary>Number of examples.</summary>
    public int Size => Labels.Length;
}
