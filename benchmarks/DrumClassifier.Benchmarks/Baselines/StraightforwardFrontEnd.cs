using System.Numerics;

namespace DrumClassification.Benchmarks.Baselines;

/// <summary>
/// The same front end as <see cref="LogMelFrontEnd"/>, written as one would write it down: every step over the whole sound, one number at
/// a time, with tables made once. For the settings of the embedded model: centred frames, a fixed rate, a window for the low bands.
/// </summary>
/// <param name="settings">What is computed.</param>
/// <param name="sourceRate">Rate of the samples in Hz.</param>
/// <param name="fft">A complex transform in place, without scaling.</param>
internal sealed class StraightforwardFrontEnd(FrontEndSettings settings, int sourceRate, Action<Complex[]> fft)
{
    private readonly StraightforwardResampler _resampler = new(sourceRate, settings.SampleRate!.Value);
    private readonly MelFilterBank _filters = MelFilterBank.Create(settings, settings.SampleRate!.Value);
    private readonly DenseMelFilters _dense = new(MelFilterBank.Create(settings, settings.SampleRate!.Value), settings.FftSize / 2 + 1);
    private readonly double[] _window = Hann(settings, settings.WindowLength, 1);
    private readonly double[] _lowWindow =
        Hann(settings, settings.LowBandWindowLength!.Value, Math.Sqrt((double)settings.WindowLength / settings.LowBandWindowLength!.Value));

    public float[] Compute(float[] samples) => Decibels(MelPower(Normalize(Resample(SelectPart(samples)))));

    /// <summary>From just before the onset, with zeros where there is not enough before it.</summary>
    public float[] SelectPart(float[] samples)
    {
        float peak = samples.Max(Math.Abs);
        float threshold = peak * (float)Math.Pow(10, settings.OnsetThresholdDecibels!.Value / 20);
        int start = Array.FindIndex(samples, sample => Math.Abs(sample) >= threshold) - (int)Math.Round(settings.OnsetPreRollSeconds * sourceRate);
        int length = Math.Min((int)Math.Round(settings.MaxSeconds!.Value * sourceRate), samples.Length - start);
        float[] part = new float[length];
        for (int i = 0; i < length; i++)
        {
            part[i] = start + i >= 0 ? samples[start + i] : 0;
        }

        return part;
    }

    public float[] Resample(float[] part) => _resampler.Resample(part);

    public static float[] Normalize(float[] samples)
    {
        float peak = samples.Max(Math.Abs);
        return peak > 0 ? Array.ConvertAll(samples, sample => sample / peak) : samples;
    }

    /// <summary>Two windowed transforms a frame, and the product of their power spectra with the matrix.</summary>
    public float[,] MelPower(float[] samples)
    {
        int frames = 1 + samples.Length / settings.HopLength;
        int border = _filters.CountBandsBelow(settings.LowBandMaxFrequency);
        float[,] output = new float[settings.MelBands, frames];
        Complex[] data = new Complex[settings.FftSize];
        double[] power = new double[settings.FftSize / 2 + 1];
        for (int frame = 0; frame < frames; frame++)
        {
            Power(samples, frame, _lowWindow, data, power);
            _dense.Apply(power, 0, border, output, frame);
            Power(samples, frame, _window, data, power);
            _dense.Apply(power, border, settings.MelBands, output, frame);
        }

        return output;
    }

    public float[] Decibels(float[,] power)
    {
        float loudest = power.Cast<float>().Max();
        double reference = 10 * Math.Log10(Math.Max(settings.MinPower, loudest));
        float[] output = new float[settings.MelBands * settings.Frames];
        for (int band = 0; band < settings.MelBands; band++)
        {
            for (int frame = 0; frame < settings.Frames; frame++)
            {
                double decibels = frame < power.GetLength(1)
                    ? Math.Max(10 * Math.Log10(Math.Max(settings.MinPower, power[band, frame])) - reference, -settings.DynamicRangeDecibels)
                    : settings.PaddingDecibels;
                output[band * settings.Frames + frame] = (float)((decibels + settings.OutputOffset) * settings.OutputScale);
            }
        }

        return output;
    }

    private void Power(float[] samples, int frame, double[] window, Complex[] data, double[] power)
    {
        int start = frame * settings.HopLength - settings.FftSize / 2;
        for (int n = 0; n < data.Length; n++)
        {
            int index = start + n;
            data[n] = index >= 0 && index < samples.Length ? samples[index] * window[n] : 0;
        }

        fft(data);
        for (int bin = 0; bin < power.Length; bin++)
        {
            power[bin] = data[bin].Real * data[bin].Real + data[bin].Imaginary * data[bin].Imaginary;
        }
    }

    private static double[] Hann(FrontEndSettings settings, int length, double level)
    {
        double[] window = new double[settings.FftSize];
        int offset = (settings.FftSize - length) / 2;
        for (int n = 0; n < length; n++)
        {
            window[offset + n] = level * (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / length));
        }

        return window;
    }
}
