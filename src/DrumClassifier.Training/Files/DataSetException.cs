namespace DrumClassification.Training.Files;

/// <summary>A data set or a file beside it cannot be read or used; the message names it and says what to do.</summary>
internal sealed class DataSetException(string message, Exception? cause = null) : DrumClassifierException(message, cause);
