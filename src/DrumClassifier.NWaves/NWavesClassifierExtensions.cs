using NWaves.Signals;

namespace DrumClassification;

/// <summary>Classifies signals of NWaves. Thread-safe as the classifier is.</summary>
public static class NWavesClassifierExtensions
{
    /// <summary>Classifies a signal.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="signal">A mono signal, nominally −1 … 1.</param>
    /// <exception cref="ArgumentException">It has no samples, or a sampling rate out of range.</exception>
    /// <exception cref="CorruptAudioException">No sample is a finite number.</exception>
    public static Classification Classify(this IDrumClassifier classifier, DiscreteSignal signal)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(signal);
        return classifier.Classify(signal.Samples, signal.SamplingRate);
    }

    /// <summary>Classifies a signal on a thread of the pool.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="signal">A mono signal, nominally −1 … 1; it must stay as it is until the task has ended.</param>
    /// <param name="cancellationToken">Ends the call before it has begun.</param>
    /// <exception cref="ArgumentException">It has no samples, or a sampling rate out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<Classification> ClassifyAsync(this IDrumClassifier classifier, DiscreteSignal signal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(signal);
        return Task.Run(() => classifier.Classify(signal), cancellationToken);
    }

    /// <summary>Classifies many signals in as few runs of the network as the classifier's options allow.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="signals">Mono signals; none may be empty.</param>
    /// <param name="cancellationToken">Ends the call between sounds, and inside a run of the network.</param>
    /// <returns>One result for each, in their order.</returns>
    /// <exception cref="ArgumentException">A signal has no samples, or a sampling rate out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<Classification> ClassifyBatch(
        this IDrumClassifier classifier, IEnumerable<DiscreteSignal> signals, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(signals);
        return classifier.ClassifyBatch([.. signals.Select(signal => new AudioClip(signal.Samples, signal.SamplingRate))], cancellationToken);
    }
}
