using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>From samples in memory to the network's input, one core.</summary>
[MemoryDiagnoser]
public class FrontEndBenchmarks
{
    private readonly float[] _samples = BenchmarkSounds.Samples();
    private readonly LogMelFrontEnd _reference = new(FrontEndSettings.Reference);
    private LogMelFrontEnd _shipped = null!;
    private float[] _referenceOutput = null!;
    private float[] _shippedOutput = null!;
    private float[] _resampled = null!;

    [GlobalSetup]
    public void Setup()
    {
        using IDrumClassifier classifier = DrumClassifier.Create();
        _shipped = new LogMelFrontEnd(classifier.Model.FrontEnd);
        _referenceOutput = new float[_reference.OutputLength];
        _shippedOutput = new float[_shipped.OutputLength];
        _resampled = new float[Resampler.Get(BenchmarkSounds.SampleRate, 16000).GetOutputLength(_samples.Length)];
    }

    /// <summary>2048-point FFT every 512 samples at 44.1 kHz, 128 mel bands: librosa's defaults.</summary>
    [Benchmark]
    public void Reference() => _reference.Compute(_samples, BenchmarkSounds.SampleRate, _referenceOutput);

    /// <summary>The shipped model's front end, resampling included.</summary>
    [Benchmark]
    public void Shipped() => _shipped.Compute(_samples, BenchmarkSounds.SampleRate, _shippedOutput);

    /// <summary>The resampling alone.</summary>
    [Benchmark]
    public void ResampleTo16000()
    {
        Resampler resampler = Resampler.Get(BenchmarkSounds.SampleRate, 16000);
        resampler.Resample(_samples, _resampled);
    }
}
