using Microsoft.Extensions.Logging;

namespace DrumClassification;

/// <summary>Every line that is logged.</summary>
internal static partial class ClassifierLog
{
    [LoggerMessage(1, LogLevel.Information, "The drum classifier runs {Architecture} ({Parameters} parameters, {Source}) on {Provider}")]
    public static partial void Started(ILogger logger, string architecture, long parameters, string source, ExecutionProvider provider);

    [LoggerMessage(2, LogLevel.Warning, "The drum classifier was asked to run on {Requested} and runs on {Active}: {Reason}")]
    public static partial void FellBack(ILogger logger, ExecutionProvider requested, ExecutionProvider active, string? reason);

    [LoggerMessage(3, LogLevel.Information, "A sound cannot be classified: {Problem}")]
    public static partial void BadSound(ILogger logger, string problem);

    [LoggerMessage(4, LogLevel.Error, "The drum classifier failed")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Debug, "{Count} sounds in one run")]
    public static partial void Run(ILogger logger, int count);

    [LoggerMessage(6, LogLevel.Warning, "The queue of sounds is full: {Waiting} calls wait; one was refused")]
    public static partial void Refused(ILogger logger, int waiting);
}
