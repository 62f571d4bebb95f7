using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>
/// The front door: classifies a sound in one line with a shared instance of the embedded model, or makes instances of your own.
/// </summary>
/// <remarks>Thread-safe. The shared instance is created by the first call that needs it, runs on the CPU and lives as long as the process.</remarks>
public static class DrumClassifier
{
    private static readonly SharedClassifier Shared = new();

    /// <summary>Classifies an encoded sound with the shared instance.</summary>
    /// <inheritdoc cref="IDrumClassifier.Classify(Stream)" />
    public static Classification Classify(Stream audio) => Shared.Value.Classify(audio);

    /// <summary>Classifies a sound file with the shared instance.</summary>
    /// <inheritdoc cref="IDrumClassifier.Classify(string)" />
    public static Classification Classify(string path) => Shared.Value.Classify(path);

    /// <summary>Classifies samples with the shared instance.</summary>
    /// <inheritdoc cref="IDrumClassifier.Classify(ReadOnlySpan{float}, int, int)" />
    [OverloadResolutionPriority(1)] // An empty list of samples is one of floats.
    public static Classification Classify(ReadOnlySpan<float> samples, int sampleRate, int channels = 1) =>
        Shared.Value.Classify(samples, sampleRate, channels);

    /// <summary>Classifies an encoded sound in memory with the shared instance.</summary>
    /// <inheritdoc cref="IDrumClassifier.Classify(ReadOnlySpan{byte})" />
    public static Classification Classify(ReadOnlySpan<byte> encoded) => Shared.Value.Classify(encoded);

    /// <summary>Classifies 16-bit samples with the shared instance.</summary>
    /// <inheritdoc cref="IDrumClassifier.Classify(ReadOnlySpan{short}, int, int)" />
    public static Classification Classify(ReadOnlySpan<short> samples, int sampleRate, int channels = 1) =>
        Shared.Value.Classify(samples, sampleRate, channels);

    /// <summary>Reads an encoded sound asynchronously and classifies it with the shared instance.</summary>
    /// <inheritdoc cref="IDrumClassifier.ClassifyAsync(Stream, CancellationToken)" />
    public static Task<Classification> ClassifyAsync(Stream audio, CancellationToken cancellationToken = default) =>
        Shared.Value.ClassifyAsync(audio, cancellationToken);

    /// <summary>Classifies a sound file with the shared instance, on a thread of the pool.</summary>
    /// <inheritdoc cref="IDrumClassifier.ClassifyAsync(string, CancellationToken)" />
    public static Task<Classification> ClassifyAsync(string path, CancellationToken cancellationToken = default) =>
        Shared.Value.ClassifyAsync(path, cancellationToken);

    /// <summary>Classifies an encoded sound in memory with the shared instance, on a thread of the pool.</summary>
    /// <inheritdoc cref="IDrumClassifier.ClassifyAsync(ReadOnlyMemory{byte}, CancellationToken)" />
    public static Task<Classification> ClassifyAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default) =>
        Shared.Value.ClassifyAsync(encoded, cancellationToken);

    /// <summary>Classifies sounds that belong together, such as those of one folder or kit, with the shared instance.</summary>
    /// <inheritdoc cref="IDrumClassifier.ClassifyTogether" />
    public static IReadOnlyList<Classification> ClassifyTogether(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) =>
        Shared.Value.ClassifyTogether(clips, cancellationToken);

    /// <summary>Makes a classifier with the embedded model.</summary>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <returns>An instance that the caller disposes.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="ProviderUnavailableException">The GPU was asked for and cannot run; the message says why and what to install.</exception>
    /// <exception cref="InvalidModelException">The library was built without a model.</exception>
    public static IDrumClassifier Create(DrumClassifierOptions? options = null) =>
        OnnxDrumClassifier.Create(ModelFile.Embedded, options);

    /// <summary>Makes a classifier with a model file that the trainer has written.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <returns>An instance that the caller disposes.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidModelException">The file is missing, a pipe or a device, is no ONNX file, or its metadata is absent or contradicts the graph.</exception>
    /// <exception cref="ProviderUnavailableException">The GPU was asked for and cannot run; the message says why and what to install.</exception>
    public static IDrumClassifier FromFile(string path, DrumClassifierOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        return OnnxDrumClassifier.Create(() => ModelFile.Open(full), options);
    }

    /// <summary>Makes a classifier with a model read from a stream.</summary>
    /// <param name="model">The ONNX file's bytes, read from the current position to the end and left open.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <returns>An instance that the caller disposes.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidModelException">It is no ONNX file, or its metadata is absent or contradicts the graph.</exception>
    /// <exception cref="ProviderUnavailableException">The GPU was asked for and cannot run; the message says why and what to install.</exception>
    public static IDrumClassifier FromStream(Stream model, DrumClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return OnnxDrumClassifier.Create(() => ModelFile.FromStream(model), options);
    }
}
