namespace DrumClassification;

/// <summary>What a web service answers where a sound cannot be classified.</summary>
public static class DrumClassifierHttpStatus
{
    /// <summary>
    /// The HTTP status that fits an error: 415 for a format that cannot be read, 422 for a broken sound, 413 for one that is too large, 408 for one that came too
    /// slowly, 503 where the queue is full, 500 for what is not the client's fault.
    /// </summary>
    /// <param name="exception">What a classifier or the queue threw.</param>
    public static int HttpStatusCode(this DrumClassifierException exception) => exception switch
    {
        null => throw new ArgumentNullException(nameof(exception)),
        UnsupportedAudioException => 415,
        CorruptAudioException => 422,
        SoundTooLargeException => 413,
        SoundTooSlowException => 408,
        QueueFullException => 503,
        _ => 500,
    };
}
