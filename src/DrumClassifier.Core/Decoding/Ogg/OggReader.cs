namespace DrumClassification;

/// <summary>Opens the sound in an Ogg file: the first logical stream of a codec that can be decoded here.</summary>
internal static class OggReader
{
    /// <summary>Opens what stands at the input's position.</summary>
    /// <param name="input">The input; the reader moves it from now on.</param>
    /// <param name="options">Whether libsndfile may read what cannot be read here.</param>
    /// <param name="length">Bytes of the sound within the file; null for all that follow.</param>
    /// <exception cref="UnsupportedAudioException">There are only streams of other codecs.</exception>
    /// <exception cref="CorruptAudioException">There is no stream, or its headers are broken.</exception>
    public static AudioReader Open(AudioInput input, AudioDecodeOptions options, long? length = null)
    {
        OggPages pages = new(new ByteWindow(input.Read, length));
        OggPackets packets = new(pages);
        string? codec = null;
        string? other = null;
        bool isFound = packets.FindStream(first =>
        {
            ReadOnlySpan<byte> packet = first.Span;
            codec = VorbisSetup.IsIdentification(packet) ? "Vorbis" : OpusHead.Is(packet) ? "Opus" : OggFlacSource.IsFirst(packet) ? "FLAC" : null;
            other = codec is null ? NameOf(packet) ?? other ?? "something that is not known here" : other;
            return codec is not null;
        });
        AudioReader? reader = !isFound ? null : codec switch
        {
            "Opus" => OpusReader.Open(pages, packets),
            "FLAC" => FlacReader.OpenOgg(packets),
            _ => VorbisReader.TryOpen(pages, packets),
        };
        if (reader is not null)
        {
            input.StopRecording();
            return reader;
        }

        if (!isFound && other is null)
        {
            throw new CorruptAudioException("It is an Ogg file, but the beginning of no stream in it can be read.");
        }

        string name = isFound ? "an Ogg Vorbis file with surround channels" : $"an Ogg file with {other}";
        if (options.UseLibsndfile && input.CanSeekTo(0) && length is null)
        {
            input.SeekTo(0);
            return LibsndfileReader.Open(input, name, options);
        }

        throw ForeignFormat.Unsupported(name);
    }

    private static string? NameOf(ReadOnlySpan<byte> packet)
        => packet.StartsWith("Speex   "u8) ? "Speex"
        : packet.Length > 6 && packet[0] == 0x80 && packet[1..].StartsWith("theora"u8) ? "Theora video"
        : packet.StartsWith("BBCD"u8) ? "Dirac video"
        : packet.StartsWith("CELT    "u8) ? "CELT"
        : null;
}
