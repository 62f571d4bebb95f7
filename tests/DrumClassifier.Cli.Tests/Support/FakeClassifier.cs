using System.Runtime.CompilerServices;

namespace DrumClassification.Tests;

/// <summary>
/// Stands in for the model where a test is about files and not about sounds: a file's class is the first label in its name,
/// "bad" in the name is an error, "unsure", "loop" and "song" are uncertain for their reasons. Reads no audio.
/// </summary>
internal sealed class FakeClassifier : IDrumClassifier
{
    public ModelInfo Model { get; } = new(new TestModel().Manifest, 1, "fake", 0);

    public ProviderStatus Provider { get; } = new(ExecutionProvider.Cpu, ExecutionProvider.Cpu);

    /// <summary>Called before each result, with the number of results so far.</summary>
    public Action<int> BeforeResult { get; init; } = _ => { };

    /// <summary>True is sure of everything, also of "unsure".</summary>
    public bool IsAlwaysSure { get; init; }

    public static Classification Make(string label, float confidence = 0.75f, bool uncertain = false) => new(
        label,
        confidence,
        [.. DrumLabels.All.Select(name => new LabelProbability(name, name == label ? confidence : (1 - confidence) / 5))],
        uncertain);

    public Classification Classify(string path)
    {
        string name = Path.GetFileName(path);
        if (name.Contains("bad", StringComparison.Ordinal))
        {
            throw new CorruptAudioException($"'{path}' is broken.");
        }

        string label = DrumLabels.All.FirstOrDefault(known => name.Contains(known, StringComparison.OrdinalIgnoreCase)) ?? DrumLabels.Kick;
        UncertainReason reason = name.Contains("loop", StringComparison.Ordinal) ? UncertainReason.SeveralHits
            : name.Contains("song", StringComparison.Ordinal) ? UncertainReason.TooLong
            : !IsAlwaysSure && name.Contains("unsure", StringComparison.Ordinal) ? UncertainReason.LowConfidence
            : UncertainReason.None;
        return Make(label, uncertain: reason != UncertainReason.None) with { Reason = reason };
    }

    public async IAsyncEnumerable<FileClassification> ClassifyFilesAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int count = 0;
        foreach (string path in paths)
        {
            await Task.Yield();
            BeforeResult(count++);
            cancellationToken.ThrowIfCancellationRequested();
            FileClassification result;
            try
            {
                result = new FileClassification(path, Classify(path), null);
            }
            catch (DrumClassifierException exception)
            {
                result = new FileClassification(path, null, exception);
            }

            yield return result;
        }
    }

    public Classification Classify(Stream audio) => throw new NotSupportedException();

    public Classification Classify(ReadOnlySpan<float> samples, int sampleRate, int channels = 1) => throw new NotSupportedException();

    public int ClassifyInto(ReadOnlySpan<float> samples, int sampleRate, Span<float> probabilities, Span<float> embedding = default, int channels = 1) =>
        throw new NotSupportedException();

    public IReadOnlyList<Classification> ClassifyBatch(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }
}
