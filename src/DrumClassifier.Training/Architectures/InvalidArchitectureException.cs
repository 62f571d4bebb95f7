namespace DrumClassification.Training.Architectures;

/// <summary>An architecture's layers do not fit each other or its input; the message names the layer and both shapes.</summary>
public sealed class InvalidArchitectureException : DrumClassifierException
{
    /// <inheritdoc cref="DrumClassifierException(string)" />
    public InvalidArchitectureException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, Exception)" />
    public InvalidArchitectureException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
