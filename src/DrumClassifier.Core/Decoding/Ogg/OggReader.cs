namespace DrumClassification;

/// <summary>Opens the sound in an Ogg file: the first logical stream of a codec that can be decoded here.</summary>
internal static class OggReader
{
    private static readonly (byte[] Letters, string Name, bool IsSound)[] Others =
    [
        ([.. "Speex   "u8], "Speex speech", true),
        ([.. "CELT    "u8], "CELT sound", true),
        ([.. "PCM     "u8], "uncompressed sound", true),
        ([.. "OggMIDI\0"u8], "MIDI notes", false),
        ([0x80, .. "theora"u8], "Theora video", false),
        ([.. "BBCD"u8], "Dirac video", false),
        ([.. "OVP80"u8], "VP8 video", false),
        ([0x80, .. "daala"u8], "Daala video", false),
        ([0x01, .. "video\0"u8], "OGM video", false),
        ([0x01, .. "audio\0"u8], "OGM sound", true),
        ([0x80, .. "kate\0"u8], "Kate subtitles", false),
        ([.. "CMML\0"u8], "CMML text", false),
        ([.. "fishead\0"u8], "an Ogg skeleton", false),
        ([.. "Annodex\0"u8], "an Annodex head", false),
    ];

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
        (string Name, bool IsSound)? other = null;
        bool isUnknown = false;
        bool isFound = packets.FindStream(first =>
        {
            ReadOnlySpan<byte> packet = first.Span;
            codec = VorbisSetup.IsIdentification(packet) ? "Vorbis" : OpusHead.Is(packet) ? "Opus" : OggFlacSource.IsFirst(packet) ? "FLAC" : null;
            (string Name, bool IsSound)? name = codec is null ? NameOf(packet) : null;
            other = other is null || (name is { IsSound: true } && !other.Value.IsSound) ? name ?? other : other;
            isUnknown |= codec is null && name is null;
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

        if (!isFound)
        {
            throw other is { } known && (known.IsSound || !isUnknown)
                ? new ForeignFormat($"an Ogg file with {known.Name}{(known.IsSound ? "" : " and no sound")}", known.IsSound).Unsupported()
                : isUnknown ? ForeignFormat.Unsupported("an Ogg file with something that is not known here")
                : new CorruptAudioException("It is an Ogg file, but the beginning of no stream in it can be read.");
        }

        const string Surround = "an Ogg Vorbis file with surround channels";
        if (options.UseLibsndfile && input.CanSeekTo(0) && length is null)
        {
            input.SeekTo(0);
            return LibsndfileReader.Open(input, Surround, options);
        }

        throw ForeignFormat.Unsupported(Surround);
    }

    // By the first packet, as the Xiph.Org Foundation lists them.
    private static (string Name, bool IsSound)? NameOf(ReadOnlySpan<byte> packet)
    {
        foreach ((byte[] letters, string name, bool isSound) in Others)
        {
            if (packet.StartsWith(letters))
            {
                return (name, isSound);
            }
        }

        return null;
    }
}
