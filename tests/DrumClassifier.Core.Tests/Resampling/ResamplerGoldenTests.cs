using DrumClassification.Tests.Decoding;

namespace DrumClassification.Tests.Resampling;

/// <summary>Our resampler beside soxr's HQ and scipy's polyphase resampler, as librosa calls them.</summary>
public sealed class ResamplerGoldenTests(ITestOutputHelper log)
{
    // Each design differs in its transition band, so the comparison is made below it; where noise and sweeps fill that band,
    // what the test's own low-pass leaves of it (−75 dB) sets the figure. scipy's filter (Kaiser 5.0) rejects some 60 dB only.
    // The thresholds are a few dB below what was measured.
    [Theory]
    [InlineData("kick_96000", 44100, "soxr_hq", 125)]
    [InlineData("kick_48000", 44100, "soxr_hq", 125)]
    [InlineData("kick_22050", 44100, "soxr_hq", 125)]
    [InlineData("kick_44100", 22050, "soxr_hq", 125)]
    [InlineData("kick_44100", 16000, "soxr_hq", 125)]
    [InlineData("impulse_22050", 44100, "soxr_hq", 125)]
    [InlineData("noise_8000", 44100, "soxr_hq", 80)]
    [InlineData("noise_44100", 48000, "soxr_hq", 80)]
    [InlineData("noise_44100", 22050, "soxr_hq", 122)]
    [InlineData("real_drum_snare_hard", 22050, "soxr_hq", 125)]
    [InlineData("sweep_48000", 44100, "soxr_hq", 85)]
    [InlineData("kick_96000", 44100, "polyphase", 90)]
    [InlineData("kick_48000", 44100, "polyphase", 76)]
    [InlineData("kick_22050", 44100, "polyphase", 88)]
    [InlineData("kick_44100", 22050, "polyphase", 90)]
    [InlineData("kick_44100", 16000, "polyphase", 82)]
    [InlineData("real_drum_snare_hard", 22050, "polyphase", 62)]
    public void Output_matches_the_reference_below_the_transition_band(string signal, int targetRate, string method, double leastDecibels)
    {
        float[] input = NpyFile.Read(SharedData.Require($"golden/{signal}.in.npy")).ToFloats();
        float[] expected = NpyFile.Read(SharedData.Require($"golden/{signal}.to{targetRate}.{method}.npy")).ToFloats();
        int sourceRate = int.TryParse(signal.Split('_')[^1], out int named) ? named : 44100;
        Resampler resampler = Resampler.Get(sourceRate, targetRate);
        float[] output = new float[resampler.GetOutputLength(input.Length)];
        resampler.Resample(input, output);

        Assert.Equal(expected.Length, output.Length);
        double full = TestSounds.SignalToNoise(expected, output);
        double cutoff = 0.85 * Math.Min(1, (double)sourceRate / targetRate);
        double inBand = TestSounds.SignalToNoise(LowPass(expected, cutoff), LowPass(output, cutoff));
        log.WriteLine($"{signal} -> {targetRate} {method}: {full:F1} dB in all, {inBand:F1} dB below the transition band");
        Assert.True(inBand > leastDecibels, $"{signal} -> {targetRate}: {inBand:F1} dB, at least {leastDecibels} dB");
    }

    /// <summary>A Blackman-windowed sinc, 6 dB down at a fraction of the Nyquist frequency, independent of the code under test; the ends are left out.</summary>
    private static float[] LowPass(float[] samples, double cutoff)
    {
        const int Half = 200;
        double[] taps = new double[(2 * Half) + 1];
        for (int i = -Half; i <= Half; i++)
        {
            double x = Math.PI * cutoff * i;
            double window = 0.42 + (0.5 * Math.Cos(Math.PI * i / (Half + 1))) + (0.08 * Math.Cos(2 * Math.PI * i / (Half + 1)));
            taps[i + Half] = cutoff * (i == 0 ? 1 : Math.Sin(x) / x) * window;
        }

        float[] filtered = new float[samples.Length - (2 * Half)];
        for (int k = 0; k < filtered.Length; k++)
        {
            double sum = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                sum += taps[i] * samples[k + i];
            }

            filtered[k] = (float)sum;
        }

        return filtered;
    }
}
