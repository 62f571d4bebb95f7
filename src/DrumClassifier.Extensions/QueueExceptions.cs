namespace DrumClassification;

/// <summary>Too many calls wait for <see cref="DrumClassifierQueue"/> already; try again later. A web service answers 503.</summary>
/// <inheritdoc cref="DrumClassifierException(string, Exception, string)" />
public sealed class QueueFullException(string problem, Exception? innerException = null) : DrumClassifierException(problem, innerException);

/// <summary>The encoded sound has more bytes than the host allows. A web service answers 413.</summary>
/// <inheritdoc cref="DrumClassifierException(string, Exception, string)" />
public sealed class SoundTooLargeException(string problem, Exception? innerException = null) : DrumClassifierException(problem, innerException);

/// <summary>The sound's bytes came more slowly than the host allows. A web service answers 408.</summary>
/// <inheritdoc cref="DrumClassifierException(string, Exception, string)" />
public sealed class SoundTooSlowException(string problem, Exception? innerException = null) : DrumClassifierException(problem, innerException);
