namespace DrumClassification.Cli.Similarity;

/// <summary>A sound beside the one that was asked about.</summary>
/// <param name="Path">The file.</param>
/// <param name="Similarity">Cosine of the two embeddings, −1 … 1.</param>
/// <param name="Classification">What it is.</param>
internal sealed record SimilarSound(string Path, float Similarity, Classification Classification);
