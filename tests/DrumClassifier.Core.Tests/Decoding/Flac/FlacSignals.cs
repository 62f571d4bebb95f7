namespace DrumClassification.Tests.Decoding;

/// <summary>Integers to encode, and what a decoder makes of the file.</summary>
internal static class FlacSignals
{
    /// <summary>Slow waves over almost the whole range, with a little noise; neighbouring channels are nearly each other's opposites.</summary>
    public static int[][] Waves(int channels, int length, int bits, int wastedBits = 0, int seed = 1)
    {
        Random random = new(seed);
        double full = Math.ScaleB(1, bits - 1 - wastedBits) - 1;
        return [.. Enumerable.Range(0, channels).Select(channel => Enumerable.Range(0, length).Select(i =>
        {
            double wave = (channel % 2 == 0 ? 0.97 : -0.97) * Math.Sin((0.031 * i) + (0.02 * channel));
            return (int)Math.Round(full * (wave + (0.02 * ((2 * random.NextDouble()) - 1)))) << wastedBits;
        }).ToArray())];
    }

    /// <summary>Everything from the lowest to the highest value, the ends among them.</summary>
    public static int[][] Noise(int channels, int length, int bits, int seed = 1)
    {
        Random random = new(seed);
        long half = 1L << (bits - 1);
        return [.. Enumerable.Range(0, channels).Select(_ => Enumerable.Range(0, length)
            .Select(i => (int)(i % 7 == 0 ? -half : i % 11 == 0 ? half - 1 : random.NextInt64(-half, half))).ToArray())];
    }

    /// <summary>The integers of a FLAC file, with the missing ones as 0, and what was found wrong.</summary>
    public static (int[][] Channels, IReadOnlyList<string> Warnings) Decode(byte[] file)
    {
        using AudioInput input = new(new MemoryStream(file, writable: false));
        using FlacStream stream = FlacStream.Open(input);
        List<int>[] channels = [];
        while (stream.MoveNext())
        {
            channels = channels.Length == 0 ? [.. Enumerable.Range(0, stream.Frame.Header.Channels).Select(_ => new List<int>())] : channels;
            for (int channel = 0; channel < channels.Length; channel++)
            {
                channels[channel].AddRange(Enumerable.Repeat(0, (int)stream.Missing));
                channels[channel].AddRange(stream.Frame.Channel(channel));
            }
        }

        return ([.. channels.Select(channel => channel.ToArray())], stream.Warnings);
    }

    /// <summary>Asserts that the file gives back the samples: as integers, and as the floats that everything else sees.</summary>
    public static void AssertDecodes(int[][] samples, int bits, byte[] file)
    {
        (int[][] decoded, IReadOnlyList<string> warnings) = Decode(file);
        Assert.Empty(warnings);
        Assert.Equal(samples, decoded);
        AssertFloats(samples, bits, AudioDecoder.Decode(new MemoryStream(file), new() { UseLibsndfile = false }));
    }

    /// <summary>Asserts that the clip is the mean of the channels.</summary>
    public static void AssertFloats(int[][] samples, int bits, AudioClip clip)
    {
        float[] interleaved = new float[samples.Length * samples[0].Length];
        for (int i = 0; i < interleaved.Length; i++)
        {
            interleaved[i] = (float)Math.ScaleB(samples[i % samples.Length][i / samples.Length], 1 - bits);
        }

        using MonoBuffer mono = new(samples.Length);
        mono.Append(interleaved);
        Assert.Equal(mono.ToArray(), clip.Samples.ToArray());
        Assert.Equal(samples.Length, clip.Source!.Channels);
        Assert.Equal(bits, clip.Source.BitsPerSample);
        Assert.True(clip.Source.IsLossless);
    }
}
