namespace DrumClassification;

/// <summary>The base of every error this library reports on purpose.</summary>
/// <param name="problem">What happened and what to do; of a file, what is to be said behind its name, such as "does not exist. Check the path."</param>
/// <param name="innerException">What caused it; null for nothing else.</param>
/// <param name="path">The file that the error is about, as the caller gave it, which the message then begins with; null for no file.</param>
public class DrumClassifierException(string problem, Exception? innerException = null, string? path = null)
    : Exception(path is null ? problem : $"'{path}' {problem}", innerException)
{
    /// <summary>The file that the error is about; null if it is about a stream, samples or no sound at all.</summary>
    public string? Path { get; } = path;

    /// <summary>The message without the name of the file.</summary>
    public string Problem { get; } = problem;
}

/// <summary>The sound is in a format that cannot be read here; the message says which, and what to install where that helps.</summary>
/// <inheritdoc cref="DrumClassifierException(string, Exception, string)" />
public sealed class UnsupportedAudioException(string problem, Exception? innerException = null, string? path = null)
    : DrumClassifierException(problem, innerException, path)
{
    /// <summary>
    /// True if it is a sound, of a format that cannot be read here; false if by its content there is no sound in it: a text, a
    /// picture, a MIDI file, an archive, or nothing that is known. Default true; taken over from an inner exception of this kind.
    /// </summary>
    public bool IsSound { get; init; } = innerException is not UnsupportedAudioException { IsSound: false };
}

/// <summary>There is no sound in the file, or its header's numbers cannot be true.</summary>
/// <inheritdoc cref="DrumClassifierException(string, Exception, string)" />
public sealed class CorruptAudioException(string problem, Exception? innerException = null, string? path = null)
    : DrumClassifierException(problem, innerException, path);

/// <summary>The model file is not ours, damaged, or its metadata is absent or contradicts the graph; the message says what is wrong.</summary>
/// <inheritdoc cref="DrumClassifierException(string, Exception, string)" />
public sealed class InvalidModelException(string problem, Exception? innerException = null, string? path = null)
    : DrumClassifierException(problem, innerException, path);

/// <summary>The execution provider that was asked for cannot run here; the message says why, and what to install.</summary>
/// <inheritdoc cref="DrumClassifierException(string, Exception, string)" />
public sealed class ProviderUnavailableException(string problem, Exception? innerException = null) : DrumClassifierException(problem, innerException);

/// <summary>ONNX Runtime's native library is missing, broken or not made for this machine; the message says which, and what to do.</summary>
/// <inheritdoc cref="DrumClassifierException(string, Exception, string)" />
public sealed class RuntimeUnavailableException(string problem, Exception? innerException = null) : DrumClassifierException(problem, innerException);
