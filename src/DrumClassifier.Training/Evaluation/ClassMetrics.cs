namespace DrumClassification.Training.Evaluation;

/// <summary>How well one class is found.</summary>
/// <param name="Precision">Of the sounds called this class, the share that are; 0 if none was called so.</param>
/// <param name="Recall">Of the sounds of this class, the share that were found (a sound that could not be read was not); 0 if there is none.</param>
/// <param name="F1">Harmonic mean of the two; 0 if both are.</param>
/// <param name="Support">Number of sounds of this class, those that could not be read included.</param>
internal sealed record ClassMetrics(string Label, double Precision, double Recall, double F1, int Support);
