using BenchmarkDotNet.Attributes;
using DrumClassification.Benchmarks.Baselines;

namespace DrumClassification.Benchmarks;

/// <summary>The embedded model's front end, from 1.5 s of 44.1 kHz samples in memory to the network's input, on one core.</summary>
public class FrontEndBenchmarks
{
    /// <summary>The most, on the output's scale of 0 … 1, that the implementations may differ by.</summary>
    private const float Tolerance = 1e-3f;

    private readonly float[] _samples = BenchmarkSounds.Samples();
    private LogMelFrontEnd _ours = null!;
    private StraightforwardFrontEnd _straightforward = null!;
    private StraightforwardFrontEnd _mathNet = null!;
    private float[] _output = null!;

    /// <summary>Makes all three, and refuses to measure them where they do not agree.</summary>
    [GlobalSetup]
    public void Setup()
    {
        FrontEndSettings settings = ShippedModel.FrontEnd;
        _ours = new LogMelFrontEnd(settings);
        _straightforward = new StraightforwardFrontEnd(settings, BenchmarkSounds.SampleRate, new ScalarFft(settings.FftSize).Forward);
        _mathNet = new StraightforwardFrontEnd(settings, BenchmarkSounds.SampleRate, MathNetFft.Forward);
        _output = new float[_ours.OutputLength];
        Ours();
        Agreement.Check("straightforward", _output, Straightforward(), Tolerance);
        Agreement.Check("MathNet", _output, MathNet(), Tolerance);
    }

    /// <summary>This library.</summary>
    [Benchmark(Baseline = true)]
    public void Ours() => _ours.Compute(_samples, BenchmarkSounds.SampleRate, _output);

    /// <summary>Scalar complex transform, dense mel matrix, scalar resampling with the same filter.</summary>
    [Benchmark]
    public float[] Straightforward() => _straightforward.Compute(_samples);

    /// <summary>The same with MathNet.Numerics' transform.</summary>
    [Benchmark]
    public float[] MathNet() => _mathNet.Compute(_samples);
}
