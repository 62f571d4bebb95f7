using DrumClassification.Tests.Decoding;

namespace DrumClassification.Tests;

/// <summary>One sound in many formats, through the embedded model. These need libsndfile, which also writes the files.</summary>
public sealed class FormatTests
{
    private const int Rate = 44100;

    [Theory]
    [InlineData("kick")]
    [InlineData("snare")]
    [InlineData("hat")]
    public void The_same_sound_gets_the_same_label_in_every_format(string kind)
    {
        SndfileWriter.Require();
        using TemporaryFolder folder = new();
        float[] sound = Synthesise(kind);
        Classification expected = DrumClassifier.Classify(sound, Rate);
        Dictionary<string, int> formats = new()
        {
            ["wav"] = SndfileWriter.Wav16,
            ["aiff"] = SndfileWriter.Aiff24,
            ["flac"] = SndfileWriter.Flac16,
            ["ogg"] = SndfileWriter.OggVorbis,
            ["mp3"] = SndfileWriter.Mp3,
        };
        foreach ((string extension, int format) in formats)
        {
            // The name says nothing: content decides.
            string path = folder[$"{extension}.bin"];
            SndfileWriter.Write(path, sound, Rate, 1, format);

            Classification result = DrumClassifier.Classify(path);

            TestContext.Current.TestOutputHelper?.WriteLine($"{kind} as {extension}: {result}");
            Assert.Equal(expected.Label, result.Label);
        }
    }

    /// <summary>A short drum after its textbook description, half a second long.</summary>
    private static float[] Synthesise(string kind)
    {
        Random random = new(7);
        float[] samples = new float[Rate / 2];
        double phase = 0;
        double last = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)Rate;
            double noise = (2 * random.NextDouble()) - 1;
            double high = noise - last;
            last = noise;
            switch (kind)
            {
                case "kick":
                    phase += (50 + (150 * Math.Exp(-time * 40))) / Rate;
                    samples[i] = (float)(0.9 * Math.Sin(2 * Math.PI * phase) * Math.Exp(-time * 9));
                    break;
                case "snare":
                    phase += 190.0 / Rate;
                    samples[i] = (float)((0.45 * Math.Sin(2 * Math.PI * phase) * Math.Exp(-time * 25)) + (0.4 * noise * Math.Exp(-time * 18)));
                    break;
                default:
                    samples[i] = (float)(0.4 * high * Math.Exp(-time * 60));
                    break;
            }
        }

        return samples;
    }
}
