namespace DrumClassification;

/// <summary>
/// Mel power spectrogram at one sampling rate. The low bands may have a window of their own. Thread-safe; a call allocates nothing
/// once a sound of that length has been seen.
/// </summary>
internal sealed class MelSpectrogram
{
    private readonly FrontEndSettings _settings;
    private readonly FramePositions _positions;
    private readonly SubbandSpectrogram _bands;
    private readonly SubbandSpectrogram? _lowBands;
    private readonly LowBandDecimator? _decimator;

    public MelSpectrogram(FrontEndSettings settings, int sampleRate)
    {
        _settings = settings;
        _positions = new FramePositions(settings, 1);
        MelFilterBank filters = MelFilterBank.Create(settings, sampleRate);
        int border = 0;
        if (settings.LowBandWindowLength is int lowLength && lowLength != settings.WindowLength)
        {
            border = filters.CountBandsBelow(settings.LowBandMaxFrequency);
        }

        _bands = new SubbandSpectrogram(filters, border.., Transform(settings, settings.WindowLength, 1, 1));
        if (border > 0)
        {
            double highest = (double)filters.EndBin(border) * sampleRate / settings.FftSize;
            _decimator = LowBandDecimator.TryCreate(settings, sampleRate, highest);

            // With this factor noise has the same level on both sides of the border between the windows.
            double level = Math.Sqrt((double)settings.WindowLength / settings.LowBandWindowLength!.Value);
            _lowBands = new SubbandSpectrogram(
                filters, ..border, Transform(settings, settings.LowBandWindowLength.Value, level, _decimator?.Factor ?? 1));
        }
    }

    /// <summary>Number of frames that a sound of this many samples gives; at least 1.</summary>
    public int GetFrameCount(int samples) => _positions.CountUpTo(_settings.Centered ? samples : Math.Max(0, samples - _settings.FftSize));

    /// <summary>
    /// Computes the mel power of the first frames of a sound and the maximum over all of its frames.
    /// </summary>
    /// <param name="samples">The sound; zeros stand before and after it.</param>
    /// <param name="gain">Factor on every sample.</param>
    /// <param name="output">Receives mel bands × columns values, row-major; columns past the sound's last frame are left alone.</param>
    /// <param name="columns">How many frames the output has room for.</param>
    /// <returns>The largest mel power of any frame, kept or not.</returns>
    public float Compute(ReadOnlySpan<float> samples, float gain, Span<float> output, int columns)
    {
        int frames = GetFrameCount(samples.Length);
        int start = _settings.Centered ? -_settings.FftSize / 2 : 0;
        float maximum = _bands.Compute(samples, start, gain, frames, output, columns);
        if (_lowBands is null)
        {
            return maximum;
        }

        if (_decimator is null)
        {
            return Math.Max(maximum, _lowBands.Compute(samples, start, gain, frames, output, columns));
        }

        float[] low = _decimator.Decimate(samples, out int before, out int length);
        int lowStart = before + start / _decimator.Factor;
        maximum = Math.Max(maximum, _lowBands.Compute(low.AsSpan(0, length), lowStart, gain, frames, output, columns));
        SampleArrays.Return(low);
        return maximum;
    }

    /// <summary>The transform under a window, of every factor-th sample: the sum is made up for what it leaves out.</summary>
    private static ShortTimeFourierTransform Transform(FrontEndSettings settings, int windowLength, double level, int factor)
    {
        double[] window = new double[settings.FftSize / factor];
        int offset = (settings.FftSize - windowLength) / 2;
        for (int i = 0; i < window.Length; i++)
        {
            int n = i * factor - offset;
            window[i] = n >= 0 && n < windowLength ? level * factor * (0.5 - 0.5 * Math.Cos(2.0 * Math.PI * n / windowLength)) : 0;
        }

        return new ShortTimeFourierTransform(window.Length, new FramePositions(settings, factor), window);
    }
}
