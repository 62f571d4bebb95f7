using System.Numerics;
using BenchmarkDotNet.Attributes;
using DrumClassification.Benchmarks.Baselines;

namespace DrumClassification.Benchmarks;

/// <summary>The front end's steps apart, over the part of the sound that the embedded model looks at (1.28 s), on one core.</summary>
public class FrontEndStageBenchmarks
{
    private readonly float[] _samples = BenchmarkSounds.Samples();
    private readonly Resampler _resampler = Resampler.Get(BenchmarkSounds.SampleRate, ShippedModel.SampleRate);
    private readonly MelSpectrogram _spectrogram = new(ShippedModel.FrontEnd, ShippedModel.SampleRate);
    private readonly MelSpectrogram _oneWindow = new(ShippedModel.FrontEnd with { LowBandWindowLength = null }, ShippedModel.SampleRate);
    private readonly StraightforwardFrontEnd _straightforward =
        new(ShippedModel.FrontEnd, BenchmarkSounds.SampleRate, new ScalarFft(ShippedModel.FrontEnd.FftSize).Forward);

    private readonly StraightforwardFrontEnd _mathNet = new(ShippedModel.FrontEnd, BenchmarkSounds.SampleRate, MathNetFft.Forward);
    private readonly float[] _mel = new float[ShippedModel.FrontEnd.MelBands * ShippedModel.FrontEnd.Frames];
    private readonly float[] _decibels = new float[ShippedModel.FrontEnd.MelBands * ShippedModel.FrontEnd.Frames];
    private float[] _part = null!;
    private float[] _resampled = null!;
    private float[,] _power = null!;

    /// <summary>Makes each step's input.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _part = _straightforward.SelectPart(_samples);
        _resampled = _straightforward.Resample(_part);
        _power = _straightforward.MelPower(_resampled);
        float[] ours = new float[_resampled.Length];
        _resampler.Resample(_part, ours);
        Agreement.Check("resampling", ours, _resampled, 2e-5f);
        for (int i = 0; i < _mel.Length; i++)
        {
            _mel[i] = _power[i / ShippedModel.FrontEnd.Frames, i % ShippedModel.FrontEnd.Frames];
        }
    }

    /// <summary>The peak, and the first sample near it, over the whole 1.5 s.</summary>
    [Benchmark]
    public int Onset() => OnsetDetector.FindOnset(_samples, ShippedModel.FrontEnd.OnsetThresholdDecibels!.Value);

    /// <summary>The signal gate: envelope, constant offset, silence, the attack and the number of hits, over the whole 1.5 s.</summary>
    [Benchmark]
    public int Gate() => SoundAnalyzer.Analyze(_samples, BenchmarkSounds.SampleRate, ShippedModel.FrontEnd.OnsetThresholdDecibels!.Value, 0).Hits;

    /// <summary>44.1 to 16 kHz.</summary>
    [Benchmark]
    public void Resample() => _resampler.Resample(_part, _resampled);

    /// <summary>Both windows' transforms, power and mel filters.</summary>
    [Benchmark]
    public float TransformAndMel() => _spectrogram.Compute(_resampled, 1, _mel, ShippedModel.FrontEnd.Frames);

    /// <summary>The same with the short window alone, which then serves all bands.</summary>
    [Benchmark]
    public float TransformAndMelOneWindow() => _oneWindow.Compute(_resampled, 1, _mel, ShippedModel.FrontEnd.Frames);

    /// <summary>Mel power to the network's scale.</summary>
    [Benchmark]
    public void Decibels()
    {
        _mel.CopyTo(_decibels, 0);
        new Decibels(1, 1, ShippedModel.FrontEnd).Apply(_decibels);
    }

    /// <summary>The straightforward implementation's part of this.</summary>
    [Benchmark]
    public float[] StraightforwardOnset() => _straightforward.SelectPart(_samples);

    /// <summary>The straightforward implementation's part of this.</summary>
    [Benchmark]
    public float[] StraightforwardResample() => _straightforward.Resample(_part);

    /// <summary>The straightforward implementation's part of this.</summary>
    [Benchmark]
    public float[,] StraightforwardTransformAndMel() => _straightforward.MelPower(_resampled);

    /// <summary>The same with MathNet.Numerics' transform.</summary>
    [Benchmark]
    public float[,] MathNetTransformAndMel() => _mathNet.MelPower(_resampled);

    /// <summary>The straightforward implementation's part of this.</summary>
    [Benchmark]
    public float[] StraightforwardDecibels() => _straightforward.Decibels(_power);

    /// <summary>What the processor could do at best: twelve independent chains of vector multiply-adds, 12,000 in all.</summary>
    [Benchmark]
    public Vector<float> PeakMultiplyAdds()
    {
        Vector<float> x = new(1.0001f), y = new(0.3f);
        Vector<float> a = default, b = default, c = default, d = default, e = default, f = default;
        Vector<float> g = default, h = default, i = default, j = default, k = default, l = default;
        for (int n = 0; n < 1000; n++)
        {
            a = Vector.FusedMultiplyAdd(x, y, a);
            b = Vector.FusedMultiplyAdd(x, y, b);
            c = Vector.FusedMultiplyAdd(x, y, c);
            d = Vector.FusedMultiplyAdd(x, y, d);
            e = Vector.FusedMultiplyAdd(x, y, e);
            f = Vector.FusedMultiplyAdd(x, y, f);
            g = Vector.FusedMultiplyAdd(x, y, g);
            h = Vector.FusedMultiplyAdd(x, y, h);
            i = Vector.FusedMultiplyAdd(x, y, i);
            j = Vector.FusedMultiplyAdd(x, y, j);
            k = Vector.FusedMultiplyAdd(x, y, k);
            l = Vector.FusedMultiplyAdd(x, y, l);
        }

        return a + b + c + d + e + f + (g + h + i + j + k + l);
    }
}
