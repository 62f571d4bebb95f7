using NAudio.Wave;

namespace DrumClassification;

/// <summary>Classifies what NAudio plays.</summary>
/// <remarks>
/// A <c>WaveStream</c> is also a <see cref="Stream"/>, and <see cref="IDrumClassifier.Classify(Stream)"/> asks for a sound file's bytes, which it does not give: use
/// <see cref="ClassifyWave(IDrumClassifier, WaveStream)"/> for one.
/// Thread-safe as the classifier is; each provider and stream is used by one call at a time, read from where it stands, and neither rewound nor disposed of.
/// </remarks>
public static class NAudioClassifierExtensions
{
    /// <summary>Classifies what a sample provider plays, at most 30 s of it.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="sound">The provider.</param>
    /// <exception cref="CorruptAudioException">It plays nothing, or its file is damaged.</exception>
    /// <exception cref="DrumClassifierException">Reading it failed; <see cref="Exception.InnerException"/> is the reader's own error.</exception>
    public static Classification Classify(this IDrumClassifier classifier, ISampleProvider sound)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return Classify(classifier, sound, CancellationToken.None);
    }

    /// <summary>Classifies what a stream of NAudio plays, such as a <c>WaveFileReader</c>, from where it stands.</summary>
    /// <inheritdoc cref="Classify(IDrumClassifier, ISampleProvider)" />
    public static Classification ClassifyWave(this IDrumClassifier classifier, WaveStream sound) => classifier.Classify(SampleProviderReader.Open(sound));

    /// <summary>Classifies what a sample provider plays, reading it and running the network on a thread of the pool.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="sound">The provider; nobody else may read it until the task has ended.</param>
    /// <param name="cancellationToken">Ends the call between two reads.</param>
    /// <exception cref="CorruptAudioException">It plays nothing, or its file is damaged.</exception>
    /// <exception cref="DrumClassifierException">Reading it failed; <see cref="Exception.InnerException"/> is the reader's own error.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<Classification> ClassifyAsync(this IDrumClassifier classifier, ISampleProvider sound, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(sound);
        return Task.Run(() => Classify(classifier, sound, cancellationToken), cancellationToken);
    }

    /// <summary>Classifies what a stream of NAudio plays, reading it and running the network on a thread of the pool.</summary>
    /// <inheritdoc cref="ClassifyAsync(IDrumClassifier, ISampleProvider, CancellationToken)" />
    public static Task<Classification> ClassifyWaveAsync(this IDrumClassifier classifier, WaveStream sound, CancellationToken cancellationToken = default) =>
        classifier.ClassifyAsync(SampleProviderReader.Open(sound), cancellationToken);

    /// <summary>Classifies what many providers play, in as few runs of the network as the classifier's options allow. All of them are held in memory.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="sounds">The providers, read one after another.</param>
    /// <param name="cancellationToken">Ends the call between two reads, and inside a run of the network.</param>
    /// <returns>One result for each, in their order.</returns>
    /// <exception cref="CorruptAudioException">One plays nothing, or its file is damaged; the message says which.</exception>
    /// <exception cref="DrumClassifierException">Reading one failed; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<Classification> ClassifyBatch(
        this IDrumClassifier classifier, IEnumerable<ISampleProvider> sounds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(sounds);
        List<AudioClip> clips = [];
        foreach (ISampleProvider sound in sounds)
        {
            clips.Add(SampleProviderReader.Read(sound, cancellationToken, clips.Count));
        }

        return classifier.ClassifyBatch(clips, cancellationToken);
    }

    private static Classification Classify(IDrumClassifier classifier, ISampleProvider sound, CancellationToken cancellationToken)
    {
        AudioClip clip = SampleProviderReader.Read(sound, cancellationToken);
        return classifier.Classify(clip.Samples, clip.SampleRate);
    }
}
