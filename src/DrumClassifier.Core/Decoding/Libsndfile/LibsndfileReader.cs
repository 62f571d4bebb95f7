namespace DrumClassification;

/// <summary>Decodes through libsndfile what has no managed decoder.</summary>
internal sealed unsafe class LibsndfileReader : AudioReader
{
    private const int MaxChannels = 1024;

    // sf_strerror(NULL) tells of the last file of the whole process that did not open.
    private static readonly Lock OpenLock = new();

    private readonly LibsndfileStream _stream;
    private readonly Libsndfile.Info _info;
    private readonly string _name;
    private nint _file;
    private long _done;

    private LibsndfileReader(LibsndfileStream stream, nint file, Libsndfile.Info info, string name)
        : base(Describe(info, name))
    {
        _stream = stream;
        _file = file;
        _info = info;
        _name = name;
    }

    /// <summary>Opens the input from its start.</summary>
    /// <param name="input">The sound; the rest of a stream that cannot seek is read into memory.</param>
    /// <param name="name">The format with its article, for messages.</param>
    /// <param name="options">Whether libsndfile may be used.</param>
    /// <exception cref="UnsupportedAudioException">There is no libsndfile, or it cannot read this.</exception>
    /// <exception cref="CorruptAudioException">The sound is broken.</exception>
    public static LibsndfileReader Open(AudioInput input, string name, AudioDecodeOptions options)
    {
        if (!options.UseLibsndfile)
        {
            throw new UnsupportedAudioException($"It is {name}; reading that needs libsndfile, which the options switch off.");
        }

        if (Libsndfile.Version is null)
        {
            throw new UnsupportedAudioException(MissingMessage(name));
        }

        LibsndfileStream stream = new(input);
        nint file = 0;
        try
        {
            input.StopRecording();
            Libsndfile.Info info = default;
            file = Open(stream, name, &info);
            PcmSound.Check("file's", info.Channels > MaxChannels ? 0 : info.Channels, info.SampleRate);
            return new LibsndfileReader(stream, file, info, name);
        }
        catch
        {
            Close(file);
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public override int Read(Span<float> interleaved)
    {
        ObjectDisposedException.ThrowIf(_file == 0, this);
        long frames;
        fixed (float* samples = interleaved)
        {
            frames = Libsndfile.ReadFrames(_file, samples, interleaved.Length / Channels);
        }

        _stream.Rethrow();
        if (frames <= 0)
        {
            CheckComplete();
            return 0;
        }

        _done += frames;
        return (int)frames;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        Close(_file);
        _file = 0;
        _stream.Dispose();
    }

    /// <summary>What to do where the library is not there.</summary>
    internal static string MissingMessage(string name)
        => $"It is {name}; reading that needs libsndfile, which was not found on this system. Install it (Debian, Ubuntu: "
            + "apt-get install libsndfile1; macOS: brew install libsndfile; Windows: put sndfile.dll of libsndfile's releases beside "
            + "the application or on the PATH), or convert the file to WAV or AIFF.";

    private static void Close(nint file)
    {
        if (file != 0)
        {
            _ = Libsndfile.Close(file);
        }
    }

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

    private static AudioSourceInfo Describe(Libsndfile.Info info, string name)
    {
        string format = name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace(" file", "", StringComparison.Ordinal);
        int? bits = Libsndfile.BitsPerSample(info.Format);
        return new(format, info.SampleRate, info.Channels)
        {
            BitsPerSample = bits,
            IsLossless = bits is not null,
            IsFloat = Libsndfile.IsFloat(info.Format),
            Duration = info.Frames is > 0 and < long.MaxValue ? TimeSpan.FromSeconds(Math.Min(info.Frames / (double)info.SampleRate, 1e9)) : null,
        };
    }

    private void CheckComplete()
    {
        if (Libsndfile.Error(_file) != 0)
        {
            string damage = $"It is {_name}, damaged after {Plural.Of(_done, "frame")}: {Libsndfile.DescribeError(_file)}.";
            if (_done == 0)
            {
                throw new CorruptAudioException(damage);
            }

            Warn(damage);
        }

        // Only FLAC states its length for sure; 0 frames or the largest number mean that it does not.
        bool isFlac = (_info.Format & Libsndfile.FormatTypeMask) == Libsndfile.FormatFlac;
        if (isFlac && _info.Frames is > 0 and < long.MaxValue && _done < _info.Frames)
        {
            Warn($"It is {_name}, truncated: its header promises {Plural.Of(_info.Frames, "frame")}, it has {_done}.");
        }
    }
}
