using System.Buffers;

namespace DrumClassification;

/// <summary>Reads the samples that a header describes, block by block, and mixes them down to mono.</summary>
internal static class PcmReader
{
    private const int BlockSize = 1 << 16;

    /// <exception cref="CorruptAudioException">The sound is truncated, empty or not finite.</exception>
    public static AudioClip Read(AudioInput input, PcmSound sound, AudioDecodeOptions options)
    {
        input.SeekTo(sound.Start);
        input.StopRecording();
        if (input.Length is long total && sound.Length > total - sound.Start)
        {
            throw Truncated(sound, total - sound.Start);
        }

        int maxFrames = options.MaxFrames(sound.SampleRate);
        long wanted = Math.Min((sound.Length ?? long.MaxValue) / sound.FrameSize, maxFrames);
        int blockFrames = Math.Max(1, BlockSize / sound.FrameSize);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(blockFrames * sound.FrameSize);
        float[] floats = ArrayPool<float>.Shared.Rent(blockFrames * sound.Channels);
        using MonoBuffer mono = new();
        try
        {
            while (mono.Count < wanted)
            {
                int asked = (int)Math.Min(blockFrames, wanted - mono.Count) * sound.FrameSize;
                int read = input.Read(bytes.AsSpan(0, asked));
                Span<float> block = floats.AsSpan(0, read / sound.FrameSize * sound.Channels);
                SampleConverter.Convert(bytes, sound.Encoding, sound.BigEndian, block);
                mono.Append(block, sound.Channels);
                if (read < asked)
                {
                    if (sound.Length is not null)
                    {
                        throw Truncated(sound, input.Position - sound.Start);
                    }

                    break;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<float>.Shared.Return(floats);
        }

        if (mono.Count == 0)
        {
            throw new CorruptAudioException($"The {sound.Container} file holds no samples.");
        }

        if (sound.Encoding is SampleEncoding.Ieee32 or SampleEncoding.Ieee64)
        {
            mono.CheckFinite(sound.Container);
        }

        return new AudioClip(mono.ToArray(), sound.SampleRate);
    }

    private static CorruptAudioException Truncated(PcmSound sound, long present)
        => new($"The {sound.Container} file is truncated: its header promises {sound.Length} bytes of sound, {Math.Max(0, present)} are there.");
}
