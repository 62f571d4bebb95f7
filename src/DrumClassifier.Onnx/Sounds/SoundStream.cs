using System.Buffers;

namespace DrumClassification;

/// <summary>Streams that hold sound files, and one that does not.</summary>
internal static class SoundStream
{
    /// <summary>Refuses what is no stream of a file's bytes before it is taken for a broken one.</summary>
    /// <exception cref="ArgumentException">The stream cannot be read, or gives samples without a header.</exception>
    public static void Check(Stream audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (!audio.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", nameof(audio));
        }

        // By its name, since nothing here references NAudio. As an encoded sound its samples would be noise, or happen to look like a header.
        for (Type? type = audio.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == "NAudio.Wave.WaveStream")
            {
                throw new ArgumentException(
                    $"A {audio.GetType().Name} is a WaveStream of NAudio: it gives decoded samples, and a sound file's bytes are asked for here. "
                    + "Add package DrumClassifier.NAudio and call classifier.ClassifyWave(stream), or pass the file's own path or stream.",
                    nameof(audio));
            }
        }
    }

    /// <summary>A stream over memory that is pinned for as long as it is read.</summary>
    public static unsafe Stream Over(MemoryHandle memory, int length) => Over(memory.Pointer, length);

    /// <inheritdoc cref="Over(MemoryHandle, int)" />
    public static unsafe Stream Over(void* bytes, int length) => length == 0 ? new MemoryStream() : new UnmanagedMemoryStream((byte*)bytes, length);
}
