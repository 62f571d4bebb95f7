namespace DrumClassification.Training.Data;

/// <summary>A data set cannot be read or cannot be trained on; the message names it and says what to do.</summary>
public sealed class DataSetException : DrumClassifierException
{
    /// <inheritdoc cref="DrumClassifierException(string)" />
    public DataSetException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, Exception)" />
    public DataSetException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
