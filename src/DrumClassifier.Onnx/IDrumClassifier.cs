using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>
/// Tells what drum a sound is. Made by <see cref="DrumClassifier.Create"/>, <see cref="DrumClassifier.FromFile"/> or
/// <see cref="DrumClassifier.FromStream"/>.
/// </summary>
/// <remarks>
/// Thread-safe: every member may be called from any number of threads at once, and one instance per process is enough.
/// Disposing while calls run is allowed; they finish, and later ones throw <see cref="ObjectDisposedException"/>.
/// Meant to be called, and replaced in tests; a later version may add members.
/// Every classifying member also throws <see cref="DrumClassifierException"/> where ONNX Runtime fails to run the model, or takes longer than
/// <see cref="DrumClassifierOptions.RunTimeout"/>.
/// </remarks>
public interface IDrumClassifier : IDisposable
{
    /// <summary>The model: labels, front-end settings, calibration, provenance.</summary>
    ModelInfo Model { get; }

    /// <summary>Where the network was asked to run, where it runs, and why if they differ.</summary>
    ProviderStatus Provider { get; }

    /// <summary>Classifies an encoded sound (WAV, AIFF, FLAC, MP3, Ogg and more; see <see cref="AudioDecoder"/>).</summary>
    /// <param name="audio">
    /// The bytes of a sound file, read from the current position and left open; it need not be able to seek. NAudio's <c>WaveStream</c> gives
    /// samples without their header: pass <c>stream.ToSampleProvider()</c>, with package DrumClassifier.NAudio.
    /// </param>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty or broken.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read, or is a <c>WaveStream</c> of NAudio.</exception>
    /// <exception cref="InvalidOperationException">The stream refuses synchronous reads, as a web server's request does: use <see cref="ClassifyAsync(Stream, CancellationToken)"/>.</exception>
    Classification Classify(Stream audio);

    /// <summary>Classifies an encoded sound in memory: the bytes of a sound file.</summary>
    /// <param name="encoded">All of the file; only read.</param>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty or broken.</exception>
    Classification Classify(ReadOnlySpan<byte> encoded);

    /// <summary>Classifies a sound file.</summary>
    /// <param name="path">Path of the file; every error names it.</param>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty or broken.</exception>
    /// <exception cref="DrumClassifierException">The file is missing, is a folder or may not be read.</exception>
    Classification Classify(string path);

    /// <summary>Classifies samples that the caller has decoded.</summary>
    /// <param name="samples">Samples, nominally −1 … 1, interleaved where there is more than one channel; only read.</param>
    /// <param name="sampleRate">Sampling rate in Hz, <see cref="AudioClip.MinSampleRate"/> … <see cref="AudioClip.MaxSampleRate"/> (1000 … 768000).</param>
    /// <param name="channels">Number of interleaved channels, 1 or more; they are averaged.</param>
    /// <exception cref="ArgumentException">No samples, not a whole number of frames, or a number out of its range.</exception>
    /// <exception cref="CorruptAudioException">A sample is not a finite number.</exception>
    [OverloadResolutionPriority(1)] // An empty list of samples is one of floats.
    Classification Classify(ReadOnlySpan<float> samples, int sampleRate, int channels = 1);

    /// <summary>Classifies 16-bit samples, as WAV files and sound cards have them.</summary>
    /// <param name="samples">Samples, −32768 … 32767, interleaved where there is more than one channel; only read.</param>
    /// <param name="sampleRate">Sampling rate in Hz, <see cref="AudioClip.MinSampleRate"/> … <see cref="AudioClip.MaxSampleRate"/> (1000 … 768000).</param>
    /// <param name="channels">Number of interleaved channels, 1 or more; they are averaged.</param>
    /// <exception cref="ArgumentException">No samples, not a whole number of frames, or a number out of its range.</exception>
    Classification Classify(ReadOnlySpan<short> samples, int sampleRate, int channels = 1);

    /// <summary>
    /// Classifies an encoded sound that comes over a network: reads it asynchronously, and decodes it once all of it is there, on a thread of the pool.
    /// </summary>
    /// <param name="audio">
    /// The bytes of a sound file, read from the current position to the end, but 64 MiB at most, and left open. It need neither seek nor read synchronously.
    /// Whoever takes streams from strangers bounds their length, since what is read lies in memory.
    /// </param>
    /// <param name="cancellationToken">Ends the reading, the wait for a place among those that decode, and a run of the network.</param>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty or broken.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read, or is a <c>WaveStream</c> of NAudio.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Classification> ClassifyAsync(Stream audio, CancellationToken cancellationToken = default);

    /// <summary>Classifies a sound file on a thread of the pool.</summary>
    /// <param name="path">Path of the file; every error names it.</param>
    /// <param name="cancellationToken">Ends the call at once, also where a disk or a share hangs.</param>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty or broken.</exception>
    /// <exception cref="DrumClassifierException">The file is missing, is a folder or may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Classification> ClassifyAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Classifies an encoded sound in memory on a thread of the pool.</summary>
    /// <param name="encoded">All of a sound file's bytes; they must stay as they are until the task has ended.</param>
    /// <param name="cancellationToken">Ends the wait for a place among those that decode, and a run of the network.</param>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty or broken.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Classification> ClassifyAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default);

    /// <summary>
    /// Classifies samples into the caller's buffers. Allocates nothing once the process has run as many calls at once as it will.
    /// </summary>
    /// <param name="samples">Samples, nominally −1 … 1, interleaved where there is more than one channel; only read.</param>
    /// <param name="sampleRate">Sampling rate in Hz, <see cref="AudioClip.MinSampleRate"/> … <see cref="AudioClip.MaxSampleRate"/> (1000 … 768000).</param>
    /// <param name="probabilities">Receives the calibrated probability of every class, in label order: at least as long as <see cref="ModelInfo.Labels"/>.</param>
    /// <param name="embedding">Receives the embedding: empty, or at least <see cref="ModelInfo.EmbeddingLength"/> long.</param>
    /// <param name="channels">Number of interleaved channels, 1 or more; they are averaged.</param>
    /// <returns>Index of the most probable class in <see cref="ModelInfo.Labels"/>.</returns>
    /// <exception cref="ArgumentException">No samples, not a whole number of frames, a buffer that is too short, or a number out of its range.</exception>
    /// <exception cref="CorruptAudioException">A sample is not a finite number.</exception>
    int ClassifyInto(ReadOnlySpan<float> samples, int sampleRate, Span<float> probabilities, Span<float> embedding = default, int channels = 1);

    /// <summary>
    /// Classifies many sounds in as few runs of the network as <see cref="DrumClassifierOptions.BatchSize"/> and
    /// <see cref="DrumClassifierOptions.Workers"/> allow.
    /// </summary>
    /// <param name="clips">Decoded sounds; none may be empty.</param>
    /// <param name="cancellationToken">Ends the call between sounds, and inside a run of the network.</param>
    /// <returns>One result for each clip, in their order.</returns>
    /// <exception cref="ArgumentException">A clip is null, has no samples or a sampling rate out of range.</exception>
    /// <exception cref="CorruptAudioException">A sample is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IReadOnlyList<Classification> ClassifyBatch(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default);

    /// <summary>
    /// Classifies sounds that belong together, such as those of one folder or kit: what is known of each helps to tell the others. The order of the sounds does not
    /// matter. One sound alone is answered as <see cref="ClassifyBatch"/> does, and so are all where the model does not have
    /// <see cref="ModelInfo.HasNeighbours"/>, or this implementation knows no neighbours.
    /// </summary>
    /// <remarks>
    /// Silence, loops and what is too long for a hit take no part: they keep their answer and do not count for the others. More than 128 sounds are divided
    /// into parts of nearly the same size, by their samples.
    /// </remarks>
    /// <param name="clips">Decoded sounds; none may be empty.</param>
    /// <param name="cancellationToken">Ends the call between sounds, and inside a run of the network.</param>
    /// <returns>One result for each clip, in their order.</returns>
    /// <exception cref="ArgumentException">A clip is null, has no samples or a sampling rate out of range.</exception>
    /// <exception cref="CorruptAudioException">A sample is not a finite number.</exception>
    /// <exception cref="InvalidModelException">The model's stage for neighbours is not usable.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IReadOnlyList<Classification> ClassifyTogether(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) => ClassifyBatch(clips, cancellationToken);

    /// <summary>
    /// Classifies files as they are asked for: decoding and the front end run in parallel, the network in batches, and only
    /// a bounded number of sounds is in memory however long the list is. Every enumeration of the result reads the paths and the files anew.
    /// </summary>
    /// <param name="paths">Paths, read lazily; an endless sequence is allowed.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// One result for each path, in their order unless <see cref="DrumClassifierOptions.KeepOrder"/> is false.
    /// A file that cannot be classified is a result with <see cref="FileClassification.Error"/>; it does not end the enumeration.
    /// </returns>
    IAsyncEnumerable<FileClassification> ClassifyFilesAsync(IEnumerable<string> paths, CancellationToken cancellationToken = default);
}
