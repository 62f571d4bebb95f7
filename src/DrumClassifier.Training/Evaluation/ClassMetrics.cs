namespace DrumClassification.Training.Evaluation;

/// <summary>How well one class is found.</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">Of the sounds called this class, the share that are; 0 where none was called so.</param>
/// <param name="Recall">Of the sounds of this class, the share that were found (a sound that could not be read was not); 0 where there is none.</param>
/// <param name="F1">Harmonic mean of the two; 0 where both are.</param>
/// <param name="Support">Number of sounds of this class, those that could not be read included.</param>
internal sealed record ClassMetrics(string Label, double Precision, double Recall, double F1, int Support);
