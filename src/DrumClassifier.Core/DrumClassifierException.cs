namespace DrumClassification;

/// <summary>The base of every error this library reports on purpose.</summary>
public class DrumClassifierException : Exception
{
    private readonly string? _problem;

    /// <summary>Creates the error with a message that says what happened and what to do.</summary>
    public DrumClassifierException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with the exception that caused it.</summary>
    public DrumClassifierException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error of a file; the message names it before the problem.</summary>
    /// <param name="problem">What is wrong with the file, such as "does not exist." or "cannot be decoded. It is empty."</param>
    /// <param name="path">The file's path as the caller gave it.</param>
    /// <param name="innerException">What caused it.</param>
    public DrumClassifierException(string problem, string path, Exception? innerException)
        : base($"'{path}' {problem}", innerException)
    {
        Path = path;
        _problem = problem;
    }

    /// <summary>The file that the error is about; null if it is about a stream, samples or no sound at all.</summary>
    public string? Path { get; }

    /// <summary>The message without the name of the file.</summary>
    public string Problem => _problem ?? Message;
}

/// <summary>The sound is in a format that cannot be read here; the message says which, and what to install where that helps.</summary>
public sealed class UnsupportedAudioException : DrumClassifierException
{
    /// <inheritdoc cref="DrumClassifierException(string)" />
    public UnsupportedAudioException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, Exception)" />
    public UnsupportedAudioException(string message, Exception? innerException)
        : base(message, innerException)
    {
        IsSound = innerException is not UnsupportedAudioException { IsSound: false };
    }

    /// <inheritdoc cref="DrumClassifierException(string, string, Exception)" />
    public UnsupportedAudioException(string problem, string path, Exception? innerException)
        : base(problem, path, innerException)
    {
        IsSound = innerException is not UnsupportedAudioException { IsSound: false };
    }

    /// <summary>
    /// True where it is a sound, of a format that cannot be read here; false where by its content there is no sound in it: a text, a
    /// picture, a MIDI file, an archive, or nothing that is known. Default true; taken over from an inner exception of this kind.
    /// </summary>
    public bool IsSound { get; init; } = true;
}

/// <summary>There is no sound in the file, or its header's numbers cannot be true.</summary>
public sealed class CorruptAudioException : DrumClassifierException
{
    /// <inheritdoc cref="DrumClassifierException(string)" />
    public CorruptAudioException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, Exception)" />
    public CorruptAudioException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, string, Exception)" />
    public CorruptAudioException(string problem, string path, Exception? innerException)
        : base(problem, path, innerException)
    {
    }
}

/// <summary>The model file is not ours, or its metadata is absent or contradicts the graph; the message says what is missing.</summary>
public sealed class InvalidModelException : DrumClassifierException
{
    /// <inheritdoc cref="DrumClassifierException(string)" />
    public InvalidModelException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, Exception)" />
    public InvalidModelException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, string, Exception)" />
    public InvalidModelException(string problem, string path, Exception? innerException)
        : base(problem, path, innerException)
    {
    }
}

/// <summary>The execution provider that was asked for cannot run here; the message says why, and what to install.</summary>
public sealed class ProviderUnavailableException : DrumClassifierException
{
    /// <inheritdoc cref="DrumClassifierException(string)" />
    public ProviderUnavailableException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, Exception)" />
    public ProviderUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>ONNX Runtime's native library is missing, broken or not made for this machine; the message says which, and what to do.</summary>
public sealed class RuntimeUnavailableException : DrumClassifierException
{
    /// <inheritdoc cref="DrumClassifierException(string)" />
    public RuntimeUnavailableException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="DrumClassifierException(string, Exception)" />
    public RuntimeUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
