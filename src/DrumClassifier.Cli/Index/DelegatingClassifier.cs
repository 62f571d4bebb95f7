namespace DrumClassification.Cli.Index;

/// <summary>A classifier that stands before another one and changes what it says of files.</summary>
/// <param name="inner">Hears; disposed with this.</param>
internal abstract class DelegatingClassifier(IDrumClassifier inner) : IDrumClassifier
{
    public ModelInfo Model => inner.Model;

    public ProviderStatus Provider => inner.Provider;

    /// <summary>The one behind this.</summary>
    protected IDrumClassifier Inner => inner;

    public Classification Classify(Stream audio) => inner.Classify(audio);

    public Classification Classify(ReadOnlySpan<byte> encoded) => inner.Classify(encoded);

    public virtual Classification Classify(string path) => inner.Classify(path);

    public Classification Classify(ReadOnlySpan<float> samples, int sampleRate, int channels = 1) => inner.Classify(samples, sampleRate, channels);

    public Classification Classify(ReadOnlySpan<short> samples, int sampleRate, int channels = 1) => inner.Classify(samples, sampleRate, channels);

    public Task<Classification> ClassifyAsync(Stream audio, CancellationToken cancellationToken = default) => inner.ClassifyAsync(audio, cancellationToken);

    public Task<Classification> ClassifyAsync(string path, CancellationToken cancellationToken = default) => inner.ClassifyAsync(path, cancellationToken);

    public Task<Classification> ClassifyAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default) => inner.ClassifyAsync(encoded, cancellationToken);

    public int ClassifyInto(ReadOnlySpan<float> samples, int sampleRate, Span<float> probabilities, Span<float> embedding = default, int channels = 1) =>
        inner.ClassifyInto(samples, sampleRate, probabilities, embedding, channels);

    public IReadOnlyList<Classification> ClassifyBatch(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) =>
        inner.ClassifyBatch(clips, cancellationToken);

    public IReadOnlyList<Classification> ClassifyTogether(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) =>
        inner.ClassifyTogether(clips, cancellationToken);

    public abstract IAsyncEnumerable<FileClassification> ClassifyFilesAsync(IEnumerable<string> paths, CancellationToken cancellationToken = default);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what this holds, and the one behind it.</summary>
    protected virtual void Dispose(bool disposing) => inner.Dispose();
}
