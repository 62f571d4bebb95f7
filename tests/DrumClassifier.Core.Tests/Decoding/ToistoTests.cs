using System.Globalization;
using System.Text.Json;

namespace DrumClassification.Tests.Decoding;

/// <summary>The Toisto test suite of AIFF and AIFF-C files (CC0): what has samples and a usable rate is read to the last bit.</summary>
public sealed class ToistoTests
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    [Fact]
    public void Every_AIFF_file_is_what_its_description_says()
    {
        string folder = SharedData.Require("cases/aiff");
        int read = 0;
        foreach (string description in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(description));
            string path = Directory.EnumerateFiles(folder, Path.GetFileNameWithoutExtension(description) + ".aif*").Single();
            double rate = json.RootElement.GetProperty("sampleRate").GetDouble();
            int frames = json.RootElement.GetProperty("samplesPerChannel").GetInt32();
            if (frames == 0 || rate is < AudioClip.MinSampleRate or > AudioClip.MaxSampleRate)
            {
                Assert.Throws<CorruptAudioException>(() => AudioDecoder.DecodeFile(path, ManagedOnly));
                continue;
            }

            AudioClip clip = AudioDecoder.DecodeFile(path, ManagedOnly);
            Assert.Equal((int)Math.Round(rate), clip.SampleRate);
            Assert.Equal(json.RootElement.GetProperty("channels").GetInt32(), clip.Source!.Channels);
            Assert.True(frames == clip.Samples.Length, $"{path}: {clip.Samples.Length} frames for {frames}");
            AssertSamples(path, Expected(json.RootElement, "startSamples"), clip.Samples);
            AssertSamples(path, Expected(json.RootElement, "endSamples"), clip.Samples[^Math.Min(30, frames)..]);
            bool isWarnedAbout = new[] { "nan-inf", "vs-sampleframes", "ssnd-before-comm" }.Any(name => path.Contains(name, StringComparison.Ordinal));
            Assert.True(isWarnedAbout == clip.Source.Warnings.Count > 0, $"{path}: {string.Join(' ', clip.Source.Warnings)}");
            read++;
        }

        Assert.True(read > 60, $"only {read} files were read");
    }

    private static void AssertSamples(string path, float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.True(expected.Length <= actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            // Floats stand there with six digits.
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5, $"{path}: sample {i} is {actual[i]}, not {expected[i]}");
        }
    }

    /// <summary>The mean of the channels, as floats of full scale 1; what is not finite is silence.</summary>
    private static float[] Expected(JsonElement json, string name)
    {
        int bits = json.GetProperty("sampleSize").GetInt32();
        string codec = json.GetProperty("codec").GetString()!;
        double scale = codec == "pcm_bef" ? 1 : Math.ScaleB(1, (((bits + 7) / 8) * 8) - 1);
        double offset = codec == "pcm_beu" ? 128 : 0;
        double[][] channels = [.. json.GetProperty(name).EnumerateArray().Select(
            channel => channel.EnumerateArray().Select(value => (Number(value) - offset) / scale).ToArray())];
        return [.. Enumerable.Range(0, channels[0].Length).Select(i => (float)channels.Average(channel => channel[i]))];
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
        : 0;
}
