using System.Buffers;

namespace DrumClassification;

/// <summary>Decodes through libsndfile what has no managed decoder.</summary>
internal static unsafe class LibsndfileReader
{
    private const int BlockSamples = 1 << 14;
    private const int MaxChannels = 1024;

    // sf_strerror(NULL) tells of the last file of the whole process that did not open.
    private static readonly Lock OpenLock = new();

    /// <summary>Decodes the input from its start.</summary>
    /// <param name="input">The sound; the rest of a stream that cannot seek is read into memory.</param>
    /// <param name="name">The format with its article, for messages.</param>
    /// <param name="options">How much to read.</param>
    /// <exception cref="UnsupportedAudioException">There is no libsndfile, or it cannot read this.</exception>
    /// <exception cref="CorruptAudioException">The sound is broken, truncated, empty or not finite.</exception>
    public static AudioClip Read(AudioInput input, string name, AudioDecodeOptions options)
    {
        if (!options.UseLibsndfile)
        {
            throw new UnsupportedAudioException($"It is {name}; reading that needs libsndfile, which the options switch off.");
        }

        if (Libsndfile.Version is null)
        {
            throw new UnsupportedAudioException(MissingMessage(name));
        }

        using LibsndfileStream stream = new(input);
        input.StopRecording();
        Libsndfile.Info info = default;
        nint file = Open(stream, name, &info);
        try
        {
            return ReadFrames(file, in info, stream, name, options);
        }
        finally
        {
            _ = Libsndfile.Close(file);
        }
    }

    /// <summary>What to do where the library is not there.</summary>
    internal static string MissingMessage(string name)
        => $"It is {name}; reading that needs libsndfile, which was not found on this system. Install it (Debian, Ubuntu: "
            + "apt-get install libsndfile1; macOS: brew install libsndfile; Windows: put sndfile.dll of libsndfile's releases beside "
            + "the application or on the PATH), or convert the file to WAV or AIFF.";

    private static nint Open(LibsndfileStream stream, string name, Libsndfile.Info* info)
    {
        Libsndfile.VirtualIo callbacks = LibsndfileStream.Callbacks;
        lock (OpenLock)
        {
            nint file = Libsndfile.OpenVirtual(&callbacks, Libsndfile.OpenToRead, info, stream.UserData);
            if (file != 0)
            {
                return file;
            }

            stream.Rethrow();
            int error = Libsndfile.Error(0);
            string message = $"It is {name} by its first bytes, but libsndfile {Libsndfile.Version} cannot read it: {Libsndfile.DescribeError(0)}.";
            throw error is Libsndfile.ErrorUnrecognizedFormat or Libsndfile.ErrorUnsupportedEncoding
                ? new UnsupportedAudioException(message)
                : new CorruptAudioException(message);
        }
    }

    private static AudioClip ReadFrames(
        nint file, in Libsndfile.Info info, LibsndfileStream stream, string name, AudioDecodeOptions options)
    {
        PcmSound.Check("file's", info.Channels > MaxChannels ? 0 : info.Channels, info.SampleRate);
        int maxFrames = options.MaxFrames(info.SampleRate);
        int blockFrames = Math.Max(1, BlockSamples / info.Channels);
        float[] block = ArrayPool<float>.Shared.Rent(blockFrames * info.Channels);
        using MonoBuffer mono = new();
        try
        {
            fixed (float* samples = block)
            {
                while (mono.Count < maxFrames)
                {
                    long frames = Libsndfile.ReadFrames(file, samples, Math.Min(blockFrames, maxFrames - mono.Count));
                    stream.Rethrow();
                    if (frames <= 0)
                    {
                        break;
                    }

                    mono.Append(block.AsSpan(0, (int)frames * info.Channels), info.Channels);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
        }

        CheckComplete(file, in info, name, mono.Count, maxFrames);
        mono.CheckFinite("decoded");
        return new AudioClip(mono.ToArray(), info.SampleRate);
    }

    private static void CheckComplete(nint file, in Libsndfile.Info info, string name, int count, int maxFrames)
    {
        if (Libsndfile.Error(file) != 0)
        {
            throw new CorruptAudioException($"It is {name}, damaged after {count} frames: {Libsndfile.DescribeError(file)}.");
        }

        if (count == 0)
        {
            throw new CorruptAudioException($"It is {name} without samples.");
        }

        // Only FLAC states its length for sure; 0 frames or the largest number mean that it does not.
        bool isFlac = (info.Format & Libsndfile.FormatTypeMask) == Libsndfile.FormatFlac;
        if (isFlac && info.Frames is > 0 and < long.MaxValue && count < Math.Min(info.Frames, maxFrames))
        {
            throw new CorruptAudioException($"It is {name}, truncated: its header promises {info.Frames} frames, {count} are there.");
        }
    }
}
