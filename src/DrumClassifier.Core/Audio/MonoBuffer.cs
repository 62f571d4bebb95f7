using System.Buffers;

namespace DrumClassification;

/// <summary>Collects the mean of the channels in a rented buffer that grows with what really came, not with what a header promises.</summary>
internal sealed class MonoBuffer : IDisposable
{
    // Far above any float file's level (also one whose samples are scaled to 2^31), far below where a power spectrum overflows.
    private const float LargestMagnitude = 1e10f;

    private float[] _samples = ArrayPool<float>.Shared.Rent(1 << 14);

    /// <summary>Number of frames collected.</summary>
    public int Count { get; private set; }

    /// <summary>Takes whole frames and appends the mean of each.</summary>
    public void Append(ReadOnlySpan<float> interleaved, int channels)
    {
        int frames = interleaved.Length / channels;
        Span<float> mono = Extend(frames);
        if (channels == 1)
        {
            interleaved.CopyTo(mono);
        }
        else if (channels == 2)
        {
            for (int i = 0; i < mono.Length; i++)
            {
                mono[i] = (interleaved[2 * i] + interleaved[(2 * i) + 1]) / 2;
            }
        }
        else
        {
            for (int i = 0; i < mono.Length; i++)
            {
                float sum = 0;
                foreach (float sample in interleaved.Slice(i * channels, channels))
                {
                    sum += sample;
                }

                mono[i] = sum / channels;
            }
        }
    }

    /// <summary>Throws where a sample is no number, infinite or absurdly large.</summary>
    /// <exception cref="CorruptAudioException">The message says which sample, and what it is.</exception>
    public void CheckFinite(string container)
    {
        ReadOnlySpan<float> samples = _samples.AsSpan(0, Count);
        for (int i = 0; i < samples.Length; i++)
        {
            if (!(MathF.Abs(samples[i]) <= LargestMagnitude))
            {
                throw new CorruptAudioException(
                    float.IsFinite(samples[i])
                        ? $"The {container} sound's frame {i} is {samples[i]:G4}, far beyond full scale (1): these are no samples."
                        : $"The {container} sound's frame {i} is not finite ({samples[i]}).");
            }
        }
    }

    /// <summary>What was collected, in an array of its own.</summary>
    public float[] ToArray()
    {
        // Every element is written: a second of sound is large enough for clearing to show.
        float[] samples = GC.AllocateUninitializedArray<float>(Count);
        _samples.AsSpan(0, Count).CopyTo(samples);
        return samples;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_samples);
        _samples = [];
        Count = 0;
    }

    private Span<float> Extend(int frames)
    {
        if (Count + frames > _samples.Length)
        {
            float[] larger = ArrayPool<float>.Shared.Rent((int)Math.Min(Math.Max(Count + (long)frames, 2L * Count), Array.MaxLength));
            _samples.AsSpan(0, Count).CopyTo(larger);
            ArrayPool<float>.Shared.Return(_samples);
            _samples = larger;
        }

        Count += frames;
        return _samples.AsSpan(Count - frames, frames);
    }
}
