namespace DrumClassification.Training.Architectures;

/// <summary>An architecture's layers do not fit each other or its input; the message names the layer and both shapes.</summary>
internal sealed class InvalidArchitectureException : DrumClassifierException
{
    public InvalidArchitectureException(string message)
        : base(message)
    {
    }

    public InvalidArchitectureException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
