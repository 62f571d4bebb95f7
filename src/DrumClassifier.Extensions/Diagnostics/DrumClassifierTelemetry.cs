namespace DrumClassification;

/// <summary>The names under which a host's metrics and traces are found, for <c>AddMeter</c> and <c>AddSource</c> of OpenTelemetry or <c>dotnet-counters</c>.</summary>
public static class DrumClassifierTelemetry
{
    /// <summary>
    /// The meter. Its instruments: <c>drumclassifier.sounds</c> (sounds classified, by label), <c>drumclassifier.failures</c> (by type of error),
    /// <c>drumclassifier.duration</c> (seconds a call took, by operation), <c>drumclassifier.batch.size</c> (sounds in one run of the queue),
    /// <c>drumclassifier.queue.length</c>, <c>drumclassifier.queue.waiting</c>, <c>drumclassifier.queue.refused</c> and <c>drumclassifier.queue.duration</c>
    /// (seconds from a call to its result).
    /// </summary>
    public const string MeterName = "DrumClassifier";

    /// <summary>The source of activities: one for each call, named after its operation.</summary>
    public const string ActivitySourceName = "DrumClassifier";
}
