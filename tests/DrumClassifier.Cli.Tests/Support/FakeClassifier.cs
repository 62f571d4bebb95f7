using System.Runtime.CompilerServices;

namespace DrumClassification.Tests;

/// <summary>
/// Stands in for the model where a test is about files and not about sounds: a file's class is the first label in its name,
/// "bad" in the name is an error, "unsure", "loop" and "song" are uncertain for their reasons. Where it knows kinds, the longest in the name is the
/// sound's, and not sure with "maybe"; one of no class is an uncertain tom. Reads no audio.
/// </summary>
internal sealed class FakeClassifier : IDrumClassifier
{
    /// <summary>Kinds of the shapes that there are: several of a class, one alone, of no class, and the one that is no percussion.</summary>
    public static IReadOnlyList<ModelKind> SomeKinds { get; } =
    [
        new("kick", "kick"), new("closed_hat", "hat"), new("open_hat", "hat"), new("snare", "snare"), new("crash", "cymbal"), new("ride", "cymbal"),
        new("low_tom", "tom"), new("high_tom", "tom"), new("clap", "clap"), new("cowbell", null), new("other_percussion", null), new("no_percussion", null),
    ];

    /// <summary>The kinds that it tells apart.</summary>
    public IReadOnlyList<ModelKind> Kinds { get; init; } = [];

    public ModelInfo Model => new(new TestModel { Kinds = Kinds }.Manifest, 1, "fake", 0);

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
        SoundKind? kind = Kinds.Where(known => name.Contains(known.Name, StringComparison.OrdinalIgnoreCase)).MaxBy(known => known.Name.Length) is { } named
            ? new SoundKind(named.Name, named.Label, 0.8f, name.Contains("maybe", StringComparison.Ordinal))
            : null;
        return kind is { Label: null }
            ? Make(DrumLabels.Tom, 0.3f, uncertain: true) with { Reason = reason == UncertainReason.None ? UncertainReason.LowConfidence : reason, Kind = kind }
            : Make(kind?.Label ?? label, uncertain: reason != UncertainReason.None) with { Reason = reason, Kind = kind };
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

    public Classification Classify(ReadOnlySpan<byte> encoded) => throw new NotSupportedException();

    public Classification Classify(ReadOnlySpan<short> samples, int sampleRate, int channels = 1) => throw new NotSupportedException();

    public Task<Classification> ClassifyAsync(Stream audio, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Classification> ClassifyAsync(string path, CancellationToken cancellationToken = default) => Task.FromResult(Classify(path));

    public Task<Classification> ClassifyAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public int ClassifyInto(ReadOnlySpan<float> samples, int sampleRate, Span<float> probabilities, Span<float> embedding = default, int channels = 1) =>
        throw new NotSupportedException();

    public IReadOnlyList<Classification> ClassifyBatch(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }
}
