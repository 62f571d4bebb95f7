using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace DrumClassification;

/// <summary>
/// Sound files to mono samples. What a file is, is told by its content, never by its name.
/// <list type="bullet">
/// <item>WAV (also RF64, BW64, RIFX) and AIFF / AIFF-C, uncompressed, a-law and μ-law: decoded in managed code.</item>
/// <item>FLAC and Ogg FLAC: decoded in managed code, to the last bit; damaged frames are passed over with a warning.</item>
/// <item>Ogg Vorbis, Opus, MP3 and what else libsndfile reads: through libsndfile, where the system has it.</item>
/// </list>
/// Channels are mixed down to their mean; 8-bit samples become (x − 128) / 128, 16, 24 and 32-bit integers x / 2¹⁵, x / 2²³
/// and x / 2³¹, and floats stay as they are: the numbers that libsndfile and librosa give.
/// </summary>
/// <remarks>
/// All members are thread-safe, as long as each stream is used by one thread. Memory grows with what was really read, never with what a
/// header claims; a stream that cannot seek and whose format cannot be read front to back (compressed ones) is held in memory, at most
/// 64 MB of it. A file whose header promises more sound than there is, is refused as truncated, also where
/// <see cref="AudioDecodeOptions.MaxDuration"/> would have ended before the gap (on a stream that cannot seek, only what is
/// read is checked); but sizes of 0 or 2³¹ − 4096 and above, which programs leave that write to a pipe, mean "to the end".
/// </remarks>
public static class AudioDecoder
{
    private const int BlockSamples = 1 << 14;

    /// <summary>Version of the system's libsndfile, such as "1.2.0"; null where it has none.</summary>
    public static string? LibsndfileVersion => Libsndfile.Version;

    /// <summary>Decodes a sound from where the stream stands. The stream is left open, at no particular position; it need not seek.</summary>
    /// <param name="stream">A readable stream.</param>
    /// <param name="options">How much to read; null is <see cref="AudioDecodeOptions.Default"/>.</param>
    /// <returns>At least one sample, all of them finite.</returns>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here; the message says which, and what helps.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty, truncated, not finite or contradicts itself.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    /// <exception cref="IOException">The stream itself failed; its exceptions pass as they are.</exception>
    public static AudioClip Decode(Stream stream, AudioDecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", nameof(stream));
        }

        using AudioInput input = new(stream);
        return Decode(input, options ?? AudioDecodeOptions.Default);
    }

    /// <summary>Decodes a sound file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How much to read; null is <see cref="AudioDecodeOptions.Default"/>.</param>
    /// <returns>At least one sample, all of them finite.</returns>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty, truncated, not finite or contradicts itself.</exception>
    /// <exception cref="DrumClassifierException">
    /// The file is missing, a folder, or cannot be opened or read; <see cref="Exception.InnerException"/> is the cause. Every
    /// message of this method names the file.
    /// </exception>
    public static AudioClip DecodeFile(string path, AudioDecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Decode(stream, options);
        }
        catch (CorruptAudioException exception)
        {
            throw new CorruptAudioException($"'{path}' cannot be decoded. {exception.Message}", exception);
        }
        catch (UnsupportedAudioException exception)
        {
            throw new UnsupportedAudioException($"'{path}' cannot be decoded. {exception.Message}", exception);
        }
        catch (Exception exception) when (FileProblem(path, exception, out string? problem))
        {
            throw new DrumClassifierException($"'{path}' {problem}", exception);
        }
    }

    /// <summary>Tells the format by its content and reads the header.</summary>
    /// <param name="input">The sound, at its start; the caller disposes of it after the reader.</param>
    /// <param name="options">Which decoders may be used.</param>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">There is no sound in it.</exception>
    internal static AudioReader Open(AudioInput input, AudioDecodeOptions options)
    {
        Span<byte> head = stackalloc byte[AudioFormat.HeadSize];
        long start = Id3Tag.Skip(input);
        head = head[..input.Read(head)];
        if (head.IsEmpty)
        {
            throw new CorruptAudioException(start == 0 ? "The file is empty." : "The file holds an ID3 tag and nothing else.");
        }

        AudioFormat format = AudioFormat.Recognize(head);
        input.SeekTo(start);
        if (format.Kind == AudioDecoderKind.Unknown && FlacReader.Find(input) is { } reader)
        {
            return reader;
        }

        if (start > 0 && format.Kind is AudioDecoderKind.Unknown or AudioDecoderKind.Libsndfile)
        {
            // libsndfile wants the tag too. What is not known behind a tag is most likely MP3, with something between them.
            input.SeekTo(0);
            format = format.Kind == AudioDecoderKind.Libsndfile ? format : new(AudioDecoderKind.Libsndfile, "an MP3 file");
        }

        return format.Kind switch
        {
            AudioDecoderKind.Wav => OpenPcm(input, WavReader.ReadHeader(input), options),
            AudioDecoderKind.Aiff => OpenPcm(input, AiffReader.ReadHeader(input), options),
            AudioDecoderKind.Flac => FlacReader.Open(input),
            AudioDecoderKind.OggFlac => FlacReader.OpenOgg(input),
            AudioDecoderKind.Libsndfile => LibsndfileReader.Open(input, format.Name, options),
            _ => throw new UnsupportedAudioException(
                $"By its content it is {format.Name}. Convert it to WAV, AIFF or FLAC if it is a sound."),
        };
    }

    /// <summary>Reads as much of a sound as the options ask for.</summary>
    internal static AudioClip ReadAll(AudioReader reader, AudioDecodeOptions options)
    {
        int maxFrames = options.MaxFrames(reader.SampleRate);
        int blockFrames = Math.Max(1, BlockSamples / reader.Channels);
        float[] block = ArrayPool<float>.Shared.Rent(blockFrames * reader.Channels);
        using MonoBuffer mono = new(reader.Channels);
        bool isWhole = false;
        try
        {
            while (mono.Count < maxFrames && !isWhole)
            {
                int frames = reader.Read(block.AsSpan(0, Math.Min(blockFrames, maxFrames - mono.Count) * reader.Channels));
                mono.Append(block.AsSpan(0, frames * reader.Channels));
                isWhole = frames == 0;
            }

            isWhole = isWhole || reader.Read(block.AsSpan(0, reader.Channels)) == 0;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
        }

        AudioSourceInfo source = reader.Source;
        if (mono.Count == 0)
        {
            throw new CorruptAudioException($"The {source.Format} file holds no samples.");
        }

        return new AudioClip(mono.ToArray(), reader.SampleRate)
        {
            IsWhole = isWhole,
            Source = mono.NonFinite == 0 ? source : source with { Warnings = [.. source.Warnings, SampleCheck.Warning(mono.NonFinite)] },
        };
    }

    private static AudioClip Decode(AudioInput input, AudioDecodeOptions options)
    {
        using AudioReader reader = Open(input, options);
        return ReadAll(reader, options);
    }

    private static AudioReader OpenPcm(AudioInput input, PcmSound sound, AudioDecodeOptions options)
    {
        if (sound.ForeignCodec is null)
        {
            return new PcmReader(input, sound);
        }

        string name = $"{(sound.Container == "WAV" ? "a" : "an")} {sound.Container} file with {sound.ForeignCodec}";
        if (!input.CanSeekTo(0))
        {
            throw new UnsupportedAudioException(
                $"By its content it is {name}, which cannot be read from this stream. Pass a stream that can seek, or a file.");
        }

        input.SeekTo(0);
        return LibsndfileReader.Open(input, name, options);
    }

    private static bool FileProblem(string path, Exception exception, [NotNullWhen(true)] out string? problem)
    {
        problem = exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => "does not exist. Check the path.",
            UnauthorizedAccessException when Directory.Exists(path) => "is a folder, not a sound file.",
            UnauthorizedAccessException => "may not be read. Check the file's permissions.",
            IOException => $"cannot be read: {exception.Message}",
            ArgumentException or NotSupportedException => $"is no path of a sound file: {exception.Message}",
            _ => null,
        };
        return problem is not null;
    }
}
