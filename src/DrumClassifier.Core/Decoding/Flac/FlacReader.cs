using System.Buffers;

namespace DrumClassification;

/// <summary>Decodes FLAC (RFC 9639), as a file of its own or in Ogg.</summary>
internal sealed class FlacReader : AudioReader
{
    /// <summary>Bytes of a file of no known kind that are searched for a frame.</summary>
    private const int SearchedBytes = 1 << 16;

    private readonly FlacStream _stream;
    private readonly OggPackets? _packets;
    private long _silence;
    private int _done;
    private int _told;
    private bool _ended;

    private FlacReader(FlacStream stream, OggPackets? packets, AudioSourceInfo source)
        : base(source)
    {
        _stream = stream;
        _packets = packets;
        _silence = stream.Missing;
        PassWarnings();
    }

    /// <summary>Opens a FLAC file, or a part of one that begins with a frame.</summary>
    /// <param name="input">Stands at its start.</param>
    /// <exception cref="CorruptAudioException">Nothing of it can be decoded.</exception>
    public static FlacReader Open(AudioInput input)
    {
        FlacStream stream = FlacStream.Open(input);
        input.StopRecording();
        return Begin(stream, null, "FLAC", stream.Info is null ? "The FLAC file lacks its STREAMINFO block." : null)
            ?? throw new CorruptAudioException("The FLAC file holds no frame that can be decoded: it is truncated or damaged.");
    }

    /// <summary>Opens the FLAC stream of an Ogg file.</summary>
    /// <param name="packets">Stands at the stream's first page.</param>
    /// <exception cref="CorruptAudioException">Nothing of it can be decoded.</exception>
    public static FlacReader OpenOgg(OggPackets packets)
        => Begin(new FlacStream(new OggFlacSource(packets).Read, null, "Ogg FLAC"), packets, "Ogg FLAC", null)
            ?? throw new CorruptAudioException("The Ogg FLAC file holds no frame that can be decoded: it is truncated or damaged.");

    /// <summary>
    /// Looks for FLAC frames in a file that begins with something else; null if there are none near its start, and the input
    /// stands where it stood then.
    /// </summary>
    public static FlacReader? Find(AudioInput input)
    {
        byte[] start = ArrayPool<byte>.Shared.Rent(SearchedBytes);
        try
        {
            using MemoryStream searched = new(start, 0, input.Peek(start.AsSpan(0, SearchedBytes)), writable: false);
            using FlacStream frames = new(searched.Read, null, "FLAC");
            if (!frames.MoveNext())
            {
                return null;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(start);
        }

        input.StopRecording();
        return Begin(new FlacStream(input.Read, null, "FLAC"), null, "FLAC", "The FLAC file begins with something else, which was passed over.");
    }

    /// <inheritdoc />
    public override int Read(Span<float> interleaved)
    {
        int room = interleaved.Length / Channels;
        while (!_ended && room > 0)
        {
            int left = _stream.Frame.Header.BlockSize - _done;
            if (_silence > 0)
            {
                int frames = (int)Math.Min(_silence, room);
                interleaved[..(frames * Channels)].Clear();
                _silence -= frames;
                return frames;
            }

            if (left > 0)
            {
                int frames = Math.Min(left, room);
                FlacSampleWriter.Write(_stream.Frame, _done, interleaved[..(frames * Channels)], Channels);
                _done += frames;
                return frames;
            }

            MoveNext();
        }

        return 0;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _ended = true;
        _stream.Dispose();
    }

    private static FlacReader? Begin(FlacStream stream, OggPackets? packets, string name, string? warning)
    {
        try
        {
            if (stream.MoveNext())
            {
                FlacFrameDecoder frame = stream.Frame;
                PcmSound.Check(name, frame.Header.Channels, stream.SampleRate);
                return new FlacReader(stream, packets, Describe(stream, name, warning));
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        stream.Dispose();
        return null;
    }

    private static AudioSourceInfo Describe(FlacStream stream, string name, string? warning)
    {
        FlacFrameDecoder frame = stream.Frame;
        List<string> warnings = warning is null ? [] : [warning];
        if (stream.Info is { } info
            && (info.Channels != frame.Header.Channels || info.SampleRate != stream.SampleRate || info.BitsPerSample != frame.BitsPerSample))
        {
            warnings.Add(
                $"The {name} file's header says {info.Channels} channels, {info.SampleRate} Hz and {info.BitsPerSample} bits; "
                + $"its frames have {frame.Header.Channels}, {stream.SampleRate} and {frame.BitsPerSample}.");
        }

        long total = stream.Info?.TotalSamples ?? 0;
        return new AudioSourceInfo(name, stream.SampleRate, frame.Header.Channels)
        {
            BitsPerSample = frame.BitsPerSample,
            Duration = total > 0 ? TimeSpan.FromSeconds(total / (double)stream.SampleRate) : null,
            Warnings = warnings,
        };
    }

    private void MoveNext()
    {
        _done = 0;
        _ended = !_stream.MoveNext();
        PassWarnings();
        if (_ended)
        {
            if (_packets is { HasEnded: false } && Source.Warnings.Count == 0)
            {
                Warn("The Ogg FLAC file is truncated: the last page of its stream is missing.");
            }

            return;
        }

        _silence = _stream.Missing;
        if (_stream.SampleRate != SampleRate)
        {
            Warn($"The sampling rate changes to {_stream.SampleRate} Hz within the {Source.Format} file; only what stands before that was read.");
            _ended = true;
        }
        else if (_stream.Frame.Header.Channels != Channels)
        {
            Warn($"The number of channels changes within the {Source.Format} file; where it is not {Channels}, their mean was taken.");
        }
    }

    private void PassWarnings()
    {
        for (; _told < _stream.Warnings.Count; _told++)
        {
            Warn(_stream.Warnings[_told]);
        }
    }
}
