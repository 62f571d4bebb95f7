using System.Numerics.Tensors;

namespace DrumClassification.Modelling.Heads;

/// <summary>
/// How taught classes stand beside those of the network. The network itself says how probable it is that a sound is none of its classes, having heard thousands of
/// sounds of both sorts; a few taught ones cannot say that better. So its classes share what is left of that, in its own proportions, and the taught classes share
/// that, by the head: P(own c) = P(none)ᶜ · P(c), P(taught t) = P(none) · P(t | taught), the latter times <see cref="Claim"/> so that a taught class wins only where
/// the network is clear.
/// </summary>
internal static class StandingClasses
{
    /// <summary>
    /// What a taught class's share counts. At 1 the network's own classes lose 3 to 5 points of the sounds that are theirs, at ½ two, out of fold; the taught ones' gain
    /// from 1 is as large (docs/teach.md).
    /// </summary>
    public const float Claim = 0.5f;

    /// <summary>Keeps logarithms finite.</summary>
    public const float SmallestProbability = 1e-7f;

    /// <summary>Which kinds are of none of the classes: 1 for those, 0 for the others.</summary>
    public static float[] NoneMask(IReadOnlyList<ModelKind> kinds) => [.. kinds.Select(kind => kind.Label is null ? 1f : 0f)];

    /// <summary>True if a network can say that a sound is none of its classes.</summary>
    public static bool CanStand(ModelInfo model) => model.Kinds.Any(kind => kind.Label is null);

    /// <summary>The probability that a sound is none of the classes, 0 … 1.</summary>
    /// <param name="found">Made with the probabilities of the kinds.</param>
    /// <param name="kinds">The kinds.</param>
    public static float NoneOf(Classification found, IReadOnlyList<ModelKind> kinds) => Math.Clamp(TensorPrimitives.Dot(found.KindProbabilities.Span, NoneMask(kinds)), 0, 1);

    /// <summary>Scores whose softmax are the probabilities of all classes, those of the network first.</summary>
    /// <param name="probabilities">The network's own.</param>
    /// <param name="none">That it is none of them.</param>
    /// <param name="taught">The head's scores, already divided by its temperature.</param>
    public static float[] Scores(IReadOnlyList<float> probabilities, float none, ReadOnlySpan<float> taught)
    {
        float[] shares = new float[taught.Length];
        Softmax.Apply(taught, 1, shares);
        return [.. probabilities.Select(p => Log(p * (1 - none))), .. shares.Select(p => Log(p * none * Claim))];
    }

    private static float Log(float probability) => MathF.Log(Math.Max(probability, SmallestProbability));
}
