namespace DrumClassification.Training.Evaluation;

/// <summary>What a network says about sounds, before any softmax.</summary>
/// <param name="Scores">Row-major [sound, class].</param>
/// <param name="Kinds">Row-major [sound, kind]; empty if the network knows no kinds.</param>
internal sealed record Predictions(float[] Scores, float[] Kinds)
{
    /// <summary>Those of several lists of sounds, one after the other.</summary>
    public static Predictions Join(IEnumerable<Predictions> parts)
    {
        Predictions[] all = [.. parts];
        return new Predictions([.. all.SelectMany(part => part.Scores)], [.. all.SelectMany(part => part.Kinds)]);
    }
}
