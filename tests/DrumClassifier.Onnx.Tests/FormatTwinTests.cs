using DrumClassification.Tests.Decoding;

namespace DrumClassification.Tests;

/// <summary>
/// Two hundred training sounds as lossy files, read in managed code as if the system had no libsndfile, beside their WAV twins: what
/// they are labelled does not depend on who decodes them, and hardly on the format.
/// </summary>
public sealed class FormatTwinTests
{
    private const int Sounds = 200;
    private const float Tolerance = 0.02f;

    [Theory]
    [InlineData(SndfileWriter.OggVorbis)]
    [InlineData(SndfileWriter.Mp3)]
    public void A_lossy_file_is_labelled_as_its_twin(int format)
    {
        SndfileWriter.Require();
        string[] paths = [.. Directory.EnumerateFiles(SharedData.Require("data"), "*.flac", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        using IDrumClassifier managed = DrumClassifier.Create(new() { Decoding = new() { UseLibsndfile = false } });
        using TemporaryFolder folder = new();
        int step = Math.Max(1, paths.Length / Sounds);
        List<string> different = [];
        int count = 0;
        float worst = 0;
        for (int i = 0; i < paths.Length && count < Sounds; i += step)
        {
            AudioClip sound = AudioDecoder.DecodeFile(paths[i]);
            if (sound.SampleRate is not (44100 or 48000))
            {
                continue;
            }

            count++;

            SndfileWriter.Write(folder["sound.bin"], sound.Samples, sound.SampleRate, 1, format);
            Classification ours = managed.Classify(folder["sound.bin"]);

            // The twin is what libsndfile makes of the same file, as floats: the encoder's loss is not the decoder's.
            File.WriteAllBytes(folder["twin.wav"], WavWriter.ToBytes(Native(folder["sound.bin"]), sound.SampleRate, 1, WavEncoding.Ieee32));
            Classification twin = managed.Classify(folder["twin.wav"]);
            Classification original = managed.Classify(sound.Samples, sound.SampleRate);
            float difference = Difference(ours, twin);
            worst = Math.Max(worst, difference);
            if (ours.Label != twin.Label || difference > Tolerance)
            {
                different.Add($"{Path.GetFileName(paths[i])}: {ours} beside {twin}");
            }

            if (ours.Label != original.Label)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"encoding changes {Path.GetFileName(paths[i])}: {ours} was {original}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} sounds, largest difference of a probability {worst:G3}");
        Assert.Empty(different);
    }

    private static float[] Native(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using AudioInput input = new(stream);
        using LibsndfileReader reader = LibsndfileReader.Open(input, "a test file", AudioDecodeOptions.Default);
        return AudioDecoder.ReadAll(reader, AudioDecodeOptions.Default).Samples.ToArray();
    }

    private static float Difference(Classification first, Classification second)
        => first.Probabilities.Max(one => Math.Abs(one.Probability - second.Probabilities.Single(other => other.Label == one.Label).Probability));
}
