namespace DrumClassification.Modelling.Heads;

/// <summary>A sound that a head is taught.</summary>
/// <param name="Name">What to call it, such as its path.</param>
/// <param name="Label">Index of its class among all, those that stand already first.</param>
/// <param name="Group">What sounds of one take or kit share, so that they are never on both sides of a cross-validation.</param>
/// <param name="Embedding">What the network makes of it.</param>
/// <param name="Probabilities">What the network says of the classes that stand already; empty if none do.</param>
/// <param name="None">How probable it is to the network that it is none of those, 0 … 1.</param>
internal sealed record SoundExample(string Name, int Label, string Group, float[] Embedding, float[] Probabilities, float None = 0);
