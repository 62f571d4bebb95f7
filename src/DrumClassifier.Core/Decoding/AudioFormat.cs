namespace DrumClassification;

/// <summary>Who can decode a format.</summary>
internal enum AudioDecoderKind
{
    Pcm,
    Voc,
    Mpeg,
    Ogg,
    Flac,
    Libsndfile,

    /// <summary>Nobody: <see cref="ForeignFormat"/> knows what it is.</summary>
    None,

    /// <summary>Nothing is known by the first bytes.</summary>
    Unknown,
}

/// <summary>What a file's first bytes say it is.</summary>
/// <param name="Kind">Who decodes it.</param>
/// <param name="Name">The format's name with its article, for messages: "a FLAC file".</param>
/// <param name="ReadHeader">Reads the header of <see cref="AudioDecoderKind.Pcm"/>.</param>
internal readonly record struct AudioFormat(AudioDecoderKind Kind, string Name, Func<AudioInput, PcmSound>? ReadHeader = null)
{
    /// <summary>How many bytes <see cref="Recognize"/> wants to see.</summary>
    public const int HeadSize = 40;

    private static readonly (byte[] Magic, AudioFormat Format)[] Known =
    [
        ([.. "caff"u8], new(AudioDecoderKind.Pcm, "a Core Audio (CAF) file", CafReader.ReadHeader)),
        ([.. ".snd"u8], new(AudioDecoderKind.Pcm, "a Sun AU file", AuReader.ReadHeader)),
        ([.. "dns."u8], new(AudioDecoderKind.Pcm, "a Sun AU file", AuReader.ReadHeader)),
        ([.. "riff\u002E"u8, 0x91, 0xCF, 0x11], new(AudioDecoderKind.Pcm, "a Wave64 file", Wave64Reader.ReadHeader)),
        ([.. "Creative Voice File"u8], new(AudioDecoderKind.Voc, "a Creative Voice (VOC) file")),
        ([.. "NIST_1A"u8], new(AudioDecoderKind.Pcm, "a NIST SPHERE file", SphereReader.ReadHeader)),
        ([.. "2BIT"u8], new(AudioDecoderKind.Pcm, "an Audio Visual Research file", AvrReader.ReadHeader)),
        ([.. "PVF1"u8], new(AudioDecoderKind.Pcm, "a Portable Voice Format file", PvfReader.ReadHeader)),
        ([.. " paf"u8], new(AudioDecoderKind.Pcm, "an Ensoniq PARIS file", PafReader.ReadHeader)),
        ([.. "fap "u8], new(AudioDecoderKind.Pcm, "an Ensoniq PARIS file", PafReader.ReadHeader)),
        ([.. "Extended Instrument: "u8], new(AudioDecoderKind.Libsndfile, "a FastTracker 2 instrument")),
    ];

    /// <summary>Tells a format by its content.</summary>
    public static AudioFormat Recognize(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8) || head.StartsWith("RIFX"u8))
        {
            return head.Length < 12 || head[8..].StartsWith("WAVE"u8)
                ? new(AudioDecoderKind.Pcm, "a WAV file", WavReader.ReadHeader)
                : new(AudioDecoderKind.None, "");
        }

        if (head.StartsWith("FORM"u8))
        {
            return RecognizeForm(head);
        }

        if (head.StartsWith("OggS"u8))
        {
            return new(AudioDecoderKind.Ogg, "an Ogg file");
        }

        if (head.StartsWith(FlacMetadata.Marker) || FlacFrameHeader.TryParse(head, out _))
        {
            return new(AudioDecoderKind.Flac, "a FLAC file");
        }

        if (MpegHeader.Parse(head) is not null)
        {
            return new(AudioDecoderKind.Mpeg, "an MP3 file");
        }

        return RecognizeLetters(head);
    }

    private static AudioFormat RecognizeForm(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> type = head.Length < 12 ? [] : head[8..12];
        if (type.IsEmpty || type.SequenceEqual("AIFF"u8) || type.SequenceEqual("AIFC"u8))
        {
            return new(AudioDecoderKind.Pcm, "an AIFF file", AiffReader.ReadHeader);
        }

        return type.SequenceEqual("8SVX"u8) || type.SequenceEqual("16SV"u8)
            ? new(AudioDecoderKind.Pcm, "an Amiga IFF/8SVX file", SvxReader.ReadHeader)
            : new(AudioDecoderKind.None, "");
    }

    private static AudioFormat RecognizeLetters(ReadOnlySpan<byte> head)
    {
        foreach ((byte[] magic, AudioFormat format) in Known)
        {
            if (head.StartsWith(magic))
            {
                return format;
            }
        }

        return IrcamReader.IsOne(head) ? new(AudioDecoderKind.Pcm, "an IRCAM file", IrcamReader.ReadHeader)
            : HtkReader.IsOne(head) ? new(AudioDecoderKind.Pcm, "an HTK file", HtkReader.ReadHeader)
            : new(ForeignFormat.Recognize(head).IsKnown ? AudioDecoderKind.None : AudioDecoderKind.Unknown, "");
    }
}
