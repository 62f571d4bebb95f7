using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace DrumClassification;

/// <summary>Counts, times and logs what a classifier does. What it returns and throws is the classifier's own.</summary>
internal sealed class InstrumentedClassifier(IDrumClassifier inner, ClassifierMetrics metrics, ILogger logger) : IDrumClassifier
{
    /// <summary>The classifier itself, for calls that are nobody's sounds.</summary>
    public IDrumClassifier Inner { get; } = inner;

    public ModelInfo Model => Inner.Model;

    public ProviderStatus Provider => Inner.Provider;

    public Classification Classify(Stream audio) => Counted(audio, Inner.Classify);

    public Classification Classify(string path) => Counted(path, Inner.Classify);

    public Classification Classify(ReadOnlySpan<byte> encoded) => Counted(encoded, Inner.Classify);

    public Classification Classify(ReadOnlySpan<float> samples, int sampleRate, int channels = 1) =>
        Counted(samples, sound => Inner.Classify(sound, sampleRate, channels));

    public Classification Classify(ReadOnlySpan<short> samples, int sampleRate, int channels = 1) =>
        Counted(samples, sound => Inner.Classify(sound, sampleRate, channels));

    public Task<Classification> ClassifyAsync(Stream audio, CancellationToken cancellationToken = default) =>
        CountAsync(() => Inner.ClassifyAsync(audio, cancellationToken));

    public Task<Classification> ClassifyAsync(string path, CancellationToken cancellationToken = default) =>
        CountAsync(() => Inner.ClassifyAsync(path, cancellationToken));

    public Task<Classification> ClassifyAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default) =>
        CountAsync(() => Inner.ClassifyAsync(encoded, cancellationToken));

    public int ClassifyInto(ReadOnlySpan<float> samples, int sampleRate, Span<float> probabilities, Span<float> embedding = default, int channels = 1) =>
        // Meant for callers that count every byte and microsecond: left alone.
        Inner.ClassifyInto(samples, sampleRate, probabilities, embedding, channels);

    public IReadOnlyList<Classification> ClassifyBatch(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) => Many("batch", () => Inner.ClassifyBatch(clips, cancellationToken));

    public IReadOnlyList<Classification> ClassifyTogether(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) => Many("together", () => Inner.ClassifyTogether(clips, cancellationToken));

    public IAsyncEnumerable<FileClassification> ClassifyFilesAsync(IEnumerable<string> paths, CancellationToken cancellationToken = default) =>
        CountFilesAsync(Inner.ClassifyFilesAsync(paths, cancellationToken), cancellationToken);

    public void Dispose() => Inner.Dispose();

    private Classification Counted<T>(T sound, Func<T, Classification> classify)
        where T : allows ref struct
    {
        using Call call = new(this, "classify");
        try
        {
            return call.Count(classify(sound));
        }
        catch (Exception exception) when (call.Fail(exception))
        {
            throw;
        }
    }

    private IReadOnlyList<Classification> Many(string operation, Func<IReadOnlyList<Classification>> classify)
    {
        using Call call = new(this, operation);
        try
        {
            IReadOnlyList<Classification> results = classify();
            foreach (Classification result in results)
            {
                call.Count(result);
            }

            return results;
        }
        catch (Exception exception) when (call.Fail(exception))
        {
            throw;
        }
    }

    private async Task<Classification> CountAsync(Func<Task<Classification>> classify)
    {
        using Call call = new(this, "classify");
        try
        {
            return call.Count(await classify().ConfigureAwait(false));
        }
        catch (Exception exception) when (call.Fail(exception))
        {
            throw;
        }
    }

    private async IAsyncEnumerable<FileClassification> CountFilesAsync(
        IAsyncEnumerable<FileClassification> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Call call = new(this, "files");
        await foreach (FileClassification file in files.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (file.Classification is { } result)
            {
                call.Count(result);
            }
            else
            {
                call.Fail(file.Error!);
            }

            yield return file;
        }
    }

    /// <summary>One call: an activity, its duration, and what came of it.</summary>
    private readonly struct Call(InstrumentedClassifier owner, string operation) : IDisposable
    {
        private readonly Activity? _activity = owner.Metrics.Activities.StartActivity($"drumclassifier.{operation}");
        private readonly long _started = Stopwatch.GetTimestamp();

        public Classification Count(Classification result)
        {
            owner.Metrics.Count(result);
            _activity?.SetTag("drumclassifier.label", result.Label);
            return result;
        }

        /// <summary>As an exception filter: false, so that the exception goes on as it is.</summary>
        public bool Fail(Exception exception)
        {
            if (exception is OperationCanceledException)
            {
                return false;
            }

            owner.Metrics.Fail(exception);
            _activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            owner.Log(exception);
            return false;
        }

        public void Dispose()
        {
            owner.Metrics.Took(operation, _started);
            _activity?.Dispose();
        }
    }

    private ClassifierMetrics Metrics { get; } = metrics;

    /// <summary>A sound that is bad is the sender's matter, anything else the host's.</summary>
    private void Log(Exception exception)
    {
        if (exception is CorruptAudioException or UnsupportedAudioException)
        {
            ClassifierLog.BadSound(logger, exception.Message);
        }
        else
        {
            ClassifierLog.Failed(logger, exception);
        }
    }
}
