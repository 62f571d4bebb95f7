using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>From one 1.5 s sound to its class with the embedded model, on one core, and the two parts of it.</summary>
public class ClassifyBenchmarks
{
    private readonly float[] _samples = BenchmarkSounds.Samples();
    private readonly byte[] _wav = SoundEncoder.Encode(SoundFormat.Wav16);
    private readonly float[] _probabilities = new float[DrumLabels.All.Count];
    private readonly LogMelFrontEnd _frontEnd = new(ShippedModel.FrontEnd);
    private float[] _features = null!;
    private IDrumClassifier _classifier = null!;
    private InferenceEngine _engine = null!;

    /// <summary>Loads the model.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _classifier = DrumClassifier.Create();
        _engine = ProviderChoice.Start(ModelFile.Embedded(), new DrumClassifierOptions());
        _features = new float[_frontEnd.OutputLength];
    }

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _classifier.Dispose();
        _engine.Dispose();
    }

    /// <summary>Samples in memory, a result object.</summary>
    [Benchmark(Baseline = true)]
    public Classification ClassifySamples() => _classifier.Classify(_samples, BenchmarkSounds.SampleRate);

    /// <summary>Samples in memory, probabilities into the caller's buffer.</summary>
    [Benchmark]
    public int ClassifyInto() => _classifier.ClassifyInto(_samples, BenchmarkSounds.SampleRate, _probabilities);

    /// <summary>A 16-bit WAV stream, with decoding.</summary>
    [Benchmark]
    public Classification ClassifyStream()
    {
        using MemoryStream stream = new(_wav, writable: false);
        return _classifier.Classify(stream);
    }

    /// <summary>The front end alone.</summary>
    [Benchmark]
    public void FrontEnd() => _frontEnd.Compute(_samples, BenchmarkSounds.SampleRate, _features);

    /// <summary>The network alone.</summary>
    [Benchmark]
    public void Network()
    {
        Workspace workspace = _engine.RentSingle();
        workspace.Run(1);
        _engine.Return(workspace);
    }
}
