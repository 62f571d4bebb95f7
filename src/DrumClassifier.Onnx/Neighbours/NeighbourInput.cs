using System.Numerics.Tensors;

namespace DrumClassification;

/// <summary>
/// What the neighbour stage is told of a sound: the same code for the trainer and the library. Classes and kinds mean the same to every network; an embedding's
/// axes do not, so the stage gets it at unit length and may only use the angles between sounds.
/// </summary>
internal static class NeighbourInput
{
    /// <summary>The lowest logarithm of a probability that is told: what is below is noise of the last bits.</summary>
    public const float LowestLog = -10;

    /// <summary>Whether a sound takes part: one hit that can be heard. Silence, loops and songs say nothing about their neighbours.</summary>
    public static bool TakesPart(Classification sound) => sound.Reason.IsOneHit();

    /// <summary>Writes ln(probability) of every class, then of every kind, not below <see cref="LowestLog"/>.</summary>
    /// <param name="sound">What was said of it, with the probabilities of the kinds.</param>
    /// <param name="evidence">Receives as many values as there are classes and kinds.</param>
    public static void WriteEvidence(Classification sound, Span<float> evidence)
    {
        int classes = sound.Probabilities.Count;
        for (int i = 0; i < classes; i++)
        {
            evidence[i] = Log(sound.Probabilities[i].Probability);
        }

        ReadOnlySpan<float> kinds = sound.KindProbabilities.Span;
        for (int i = 0; i < kinds.Length; i++)
        {
            evidence[classes + i] = Log(kinds[i]);
        }
    }

    /// <summary>Writes the embedding at length 1.</summary>
    public static void WriteDirection(Classification sound, Span<float> direction)
    {
        ReadOnlySpan<float> embedding = sound.Embedding.Span;
        TensorPrimitives.Divide(embedding, Math.Max(TensorPrimitives.Norm(embedding), 1e-12f), direction);
    }

    private static float Log(float probability) => Math.Max(MathF.Log(probability), LowestLog);
}
