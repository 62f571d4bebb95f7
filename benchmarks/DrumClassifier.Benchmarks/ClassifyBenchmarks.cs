using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>From a sound to its class with the shipped model on the CPU.</summary>
[MemoryDiagnoser]
public class ClassifyBenchmarks
{
    private readonly float[] _samples = BenchmarkSounds.Samples();
    private readonly byte[] _wav = BenchmarkSounds.Wav();
    private readonly float[] _probabilities = new float[DrumLabels.All.Count];
    private IDrumClassifier _classifier = null!;

    [GlobalSetup]
    public void Setup() => _classifier = DrumClassifier.Create();

    [GlobalCleanup]
    public void Cleanup() => _classifier.Dispose();

    /// <summary>Samples in memory, probabilities into the caller's buffer.</summary>
    [Benchmark]
    public int Span() => _classifier.ClassifyInto(_samples, BenchmarkSounds.SampleRate, _probabilities);

    /// <summary>A WAV stream, with decoding and a result object.</summary>
    [Benchmark]
    public Classification Stream()
    {
        using MemoryStream stream = new(_wav, writable: false);
        return _classifier.Classify(stream);
    }

    /// <summary>The WAV decoder alone.</summary>
    [Benchmark]
    public AudioClip Decode()
    {
        using MemoryStream stream = new(_wav, writable: false);
        return AudioDecoder.Decode(stream);
    }
}
