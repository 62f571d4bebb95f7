namespace DrumClassification.Tests.Decoding;

/// <summary>What the decoder makes of a file, and what it should.</summary>
internal static class FlacCheck
{
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
