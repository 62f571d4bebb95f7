namespace DrumClassification;

/// <summary>
/// Sound files to mono samples. What a file is, is told by its content, never by its name.
/// <list type="bullet">
/// <item>WAV (also RF64, BW64, RIFX), Wave64, AIFF / AIFF-C, AU, CAF, IRCAM, HTK, VOC, 8SVX, PVF, AVR, PARIS and NIST SPHERE,
/// uncompressed, a-law, μ-law, IMA and Microsoft ADPCM: decoded in managed code.</item>
/// <item>MP3 and the other layers of MPEG audio, Ogg Vorbis and Opus, also in WAV: decoded in managed code.</item>
/// <item>FLAC and Ogg FLAC: decoded in managed code, to the last bit; damaged frames are passed over with a warning.</item>
/// <item>The little that is left (ALAC, GSM 6.10, surround Vorbis): through libsndfile, where the system has it.</item>
/// </list>
/// Channels are mixed down to their mean; 8-bit samples become (x − 128) / 128, 16, 24 and 32-bit integers x / 2¹⁵, x / 2²³
/// and x / 2³¹, and floats stay as they are: the numbers that libsndfile and librosa give.
/// </summary>
/// <remarks>
/// All members are thread-safe, as long as each stream is used by one thread. Memory grows with what was really read, never with what a
/// header claims; a stream that cannot seek and whose format cannot be read front to back (compressed ones) is held in memory, at most
/// 64 MB of it. A file whose header promises more sound than there is, or contradicts itself, is read as players read it, and
/// <see cref="AudioSourceInfo.Warnings"/> says so (on a stream that cannot seek a missing end is noticed only if it is reached). Sizes
/// of 0 or 2³¹ − 4096 and above, which programs leave that write to a pipe, mean "to the end", or to the chunks there. Before a header
/// there may be up to 4 KiB of anything, or 512 KiB of zeros.
/// </remarks>
public static class AudioDecoder
{
    private const int UnknownSearchLimit = 1 << 16;

    /// <summary>Version of the system's libsndfile, such as "1.2.0"; null if it has none.</summary>
    public static string? LibsndfileVersion => Libsndfile.Version;

    /// <summary>Decodes a sound from where the stream stands. The stream is left open, at no particular position; it need not seek.</summary>
    /// <param name="stream">A readable stream.</param>
    /// <param name="options">How much to read; null is <see cref="AudioDecodeOptions.Default"/>.</param>
    /// <returns>At least one sample, all of them finite.</returns>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here; the message says which, and what helps.</exception>
    /// <exception cref="CorruptAudioException">There is no sound, or its header's numbers cannot be true.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    /// <exception cref="IOException">The stream itself failed; its exceptions pass as they are.</exception>
    public static AudioClip Decode(Stream stream, AudioDecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, options ?? AudioDecodeOptions.Default, ReadAll);
    }

    /// <summary>Decodes a sound file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How much to read; null is <see cref="AudioDecodeOptions.Default"/>.</param>
    /// <returns>At least one sample, all of them finite.</returns>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">There is no sound, or its header's numbers cannot be true.</exception>
    /// <exception cref="DrumClassifierException">
    /// The file is missing, a folder, a pipe, socket or device (which are never opened), or cannot be opened or read;
    /// <see cref="Exception.InnerException"/> is the cause. Every message of this method names the file.
    /// </exception>
    public static AudioClip DecodeFile(string path, AudioDecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ReadFile(path, options ?? AudioDecodeOptions.Default, ReadAll);
    }

    /// <summary>Opens a stream as a sound and hands the reader over.</summary>
    /// <exception cref="DrumClassifierException">It is no sound that can be read here.</exception>
    internal static T Read<T>(Stream stream, AudioDecodeOptions options, Func<AudioReader, AudioDecodeOptions, T> read)
    {
        if (!stream.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", nameof(stream));
        }

        using AudioInput input = new(stream);
        using AudioReader reader = Open(input, options);
        return read(reader, options);
    }

    /// <summary>Opens a file as a sound and hands the reader over; every error names the file.</summary>
    /// <exception cref="DrumClassifierException">It is no sound that can be read here.</exception>
    internal static T ReadFile<T>(string path, AudioDecodeOptions options, Func<AudioReader, AudioDecodeOptions, T> read)
    {
        if (SpecialFile.Describe(path) is { } kind)
        {
            throw new DrumClassifierException($"is {kind}, not a file.", path: path);
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, options, read);
        }
        catch (CorruptAudioException exception)
        {
            throw new CorruptAudioException($"cannot be decoded. {exception.Message}", exception, path);
        }
        catch (UnsupportedAudioException exception)
        {
            throw new UnsupportedAudioException($"cannot be decoded. {exception.Message}", exception, path);
        }
        catch (Exception exception) when (FileFault.Describe(path, exception) is { } problem)
        {
            throw new DrumClassifierException(problem, exception, path);
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
        head = head[..input.Peek(head)];
        if (head.IsEmpty && start == 0)
        {
            throw new CorruptAudioException("The file is empty.");
        }

        AudioFormat format = AudioFormat.Recognize(head);
        int? lead = format.Kind is AudioDecoderKind.Unknown or AudioDecoderKind.Mpeg || (format.Kind == AudioDecoderKind.None && ForeignFormat.IsText(head))
            ? HeaderSearch.Find(input)
            : null;
        if (lead is { } passed)
        {
            input.SeekTo(start += passed);
            head = head[..input.Peek(head)];
            format = AudioFormat.Recognize(head);
        }

        if (format.Kind == AudioDecoderKind.Unknown && FlacReader.Find(input) is { } flac)
        {
            return flac;
        }

        bool mayBeMpeg = format.Kind is AudioDecoderKind.Mpeg or AudioDecoderKind.Unknown || (format.Kind == AudioDecoderKind.None && start > 0);
        if (mayBeMpeg && OpenMpeg(input, start, format) is { } mpeg)
        {
            return mpeg;
        }

        if (!input.CanSeekTo(start))
        {
            throw new CorruptAudioException("It begins as MP3 files do, but there is no sound in its first megabyte.");
        }

        input.SeekTo(start);
        input.StartHere();
        AudioReader reader = format.Kind switch
        {
            AudioDecoderKind.Pcm => OpenPcm(input, format.ReadHeader!(input), options),
            AudioDecoderKind.Voc => VocReader.Open(input),
            AudioDecoderKind.Ogg => OggReader.Open(input, options),
            AudioDecoderKind.Flac => FlacReader.Open(input),
            AudioDecoderKind.Libsndfile => LibsndfileReader.Open(input, format.Name, options),
            AudioDecoderKind.Unknown or AudioDecoderKind.Mpeg when start > 0
                => throw new CorruptAudioException("It begins with an ID3 tag, as MP3 files do, but there is no sound behind it that can be read."),
            _ => throw ForeignFormat.Recognize(head).Unsupported(),
        };
        if (lead is { } passedOver)
        {
            reader.Warn($"Before the sound's header the file has {Plural.Of(passedOver, "byte")} of something else, passed over.");
        }

        return reader;
    }

    /// <summary>Reads as much of a sound as the options ask for.</summary>
    internal static AudioClip ReadAll(AudioReader reader, AudioDecodeOptions options)
    {
        int maxFrames = options.MaxFrames(reader.SampleRate);
        using MonoReader sound = new(reader);
        bool isWhole = false;
        while (sound.Mono.Count < maxFrames && !isWhole)
        {
            isWhole = sound.Read(maxFrames - sound.Mono.Count).IsEmpty;
        }

        isWhole = isWhole || sound.HasEnded();
        AudioSourceInfo source = sound.Source;
        return new AudioClip(sound.Mono.ToArray(), reader.SampleRate) { IsWhole = isWhole, Source = source };
    }

    // MPEG audio has no magic number, and junk before the first frame is common: it is what has frames in a row.
    private static MpegReader? OpenMpeg(AudioInput input, long start, AudioFormat format)
    {
        int searchLimit = format.Kind == AudioDecoderKind.Mpeg || start > 0 ? MpegReader.SearchLimit : UnknownSearchLimit;
        if (MpegReader.TryOpen(input, searchLimit) is { } reader)
        {
            return reader;
        }

        // The tag's size may be wrong, and lead past the sound.
        if (start == 0 || !input.CanSeekTo(0))
        {
            return null;
        }

        input.SeekTo(0);
        return MpegReader.TryOpen(input, searchLimit);
    }

    private static AudioReader OpenPcm(AudioInput input, PcmSound sound, AudioDecodeOptions options)
    {
        if (sound.ForeignName is null)
        {
            sound = SoundEnd.Weigh(input, sound).FitTo(input.Length);
            return sound.Blocks is null ? new PcmReader(input, sound) : new AdpcmReader(input, sound);
        }

        string name = $"{new AudioSourceInfo(sound.Container, 1, 1).WithArticle} with {sound.ForeignName}";
        if (sound.ForeignCodec == ForeignCodec.None)
        {
            throw ForeignFormat.Unsupported(name);
        }

        if (sound is { ForeignCodec: ForeignCodec.OggVorbis or ForeignCodec.MpegAudio, Start: > 0 })
        {
            input.SeekTo(sound.Start);
            return sound.ForeignCodec == ForeignCodec.MpegAudio
                ? MpegReader.Open(input, sound.Length)
                : OggReader.Open(input, options, sound.Length);
        }

        if (!input.CanSeekTo(0))
        {
            throw new UnsupportedAudioException(
                $"By its content it is {name}, which cannot be read from this stream. Pass a stream that can seek, or a file.");
        }

        input.SeekTo(0);
        return LibsndfileReader.Open(input, name, options);
    }
}
