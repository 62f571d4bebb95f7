using CsCheck;

namespace DrumClassification.Tests.Decoding;

/// <summary>What holds for every sound and for every sequence of bytes; CsCheck looks for one for which it does not.</summary>
public sealed class DecodeProperties
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    [Fact]
    public void Any_sound_comes_back_as_the_mean_of_its_channels_on_any_stream()
    {
        Gen.Select(
            Gen.Float[-1f, 1f].Array[1, 600], Gen.Int[1, 6], Gen.Int[1000, 192000], Gen.Enum<WavEncoding>(), Gen.Int[1, 700])
            .Sample((values, channels, sampleRate, encoding, bytesAtATime) =>
            {
                int frames = Math.Max(1, values.Length / channels);

                // A frame's samples have one sign: of channels that cancel the loudest is heard, not the mean.
                float[] samples = [.. Enumerable.Range(0, frames * channels).Select(
                    i => MathF.CopySign(values[i % values.Length], values[i / channels * channels % values.Length]))];
                byte[] file = WavWriter.ToBytes(samples, sampleRate, channels, encoding);

                AudioClip clip = AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);

                Assert.Equal(sampleRate, clip.SampleRate);
                Assert.Equal(frames, clip.Samples.Length);
                double step = encoding switch { WavEncoding.Pcm8 => 1 / 128.0, WavEncoding.Pcm16 => 1 / 32768.0, _ => 1e-6 };
                for (int frame = 0; frame < frames; frame++)
                {
                    double mean = samples.Skip(frame * channels).Take(channels).Average(sample => (double)sample);
                    Assert.Equal(mean, clip.Samples[frame], step);
                }

                Assert.Equal(clip.Samples, AudioDecoder.Decode(new ForwardOnlyStream(file, bytesAtATime), ManagedOnly).Samples);
            });
    }

    [Fact]
    public void Any_bytes_behind_any_known_start_end_in_a_clip_or_in_one_of_our_errors()
    {
        byte[][] starts =
        [
            [], [.. "RIFF"u8], [.. "RIFF\u0020\0\0\0WAVEfmt "u8], [.. "RF64\0\0\0\0WAVE"u8], [.. "RIFX\0\0\0\0WAVE"u8], [.. "FORM\0\0\0\0AIFF"u8],
            [.. "FORM\0\0\0\0AIFC"u8], [.. "fLaC"u8], [.. "OggS"u8], [.. "ID3"u8], [0xFF, 0xFB], [.. "FORM\0\0\0\u00108SVXVHDR"u8], [.. ".snd"u8],
            [.. "dns."u8], [.. "caff\0\u0001\0\0desc"u8], [.. "riff\u002E"u8, 0x91, 0xCF, 0x11], [0x64, 0xA3, 1, 0], [.. "Creative Voice File\u001A"u8],
            [.. "NIST_1A\n   1024\n"u8],
        ];
        Gen.Select(Gen.Int[0, starts.Length - 1], Gen.Byte.Array[0, 300]).Sample(
            (start, rest) =>
            {
                try
                {
                    Assert.NotEqual(0, AudioDecoder.Decode(new MemoryStream([.. starts[start], .. rest]), ManagedOnly).Samples.Length);
                }
                catch (DrumClassifierException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            },
            iter: 5000);
    }

    [Fact]
    public void No_start_of_a_good_file_is_taken_for_the_whole()
    {
        // Those without a length of their own end where they end.
        byte[][] files = [.. SmallSounds.All().Where(file => AudioDecoder.Decode(new ForwardOnlyStream(file), ManagedOnly).Source!.Duration is not null)];
        foreach (byte[] whole in files)
        {
            AudioClip clip = AudioDecoder.Decode(new MemoryStream(whole), ManagedOnly);
            foreach ((int length, bool forwardOnly) in Enumerable.Range(0, whole.Length).SelectMany(length => new[] { (length, false), (length, true) }))
            {
                AssertStart(clip, whole[..length], forwardOnly);
            }
        }
    }

    private static void AssertStart(AudioClip clip, byte[] cut, bool forwardOnly)
    {
        try
        {
            // What comes after the sound may be missing: then all of the sound is there.
            using Stream stream = forwardOnly ? new ForwardOnlyStream(cut, 50) : new MemoryStream(cut);
            AudioClip start = AudioDecoder.Decode(stream, ManagedOnly);
            Assert.Equal(clip.Samples[..start.Samples.Length], start.Samples);
            Assert.True(start.Samples.Length == clip.Samples.Length || start.Source!.Warnings.Count > clip.Source!.Warnings.Count, $"of {clip.Samples.Length} samples, cut to {cut.Length} bytes");
        }
        catch (DrumClassifierException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }
}
