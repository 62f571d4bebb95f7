namespace DrumClassification;

/// <summary>Who can decode a format.</summary>
internal enum AudioDecoderKind
{
    Wav,
    Aiff,
    Flac,
    OggFlac,
    Libsndfile,
    None,
    Unknown,
}

/// <summary>What a file's first bytes say it is.</summary>
/// <param name="Kind">Who decodes it.</param>
/// <param name="Name">The format's name with its article, for messages: "a FLAC file".</param>
internal readonly record struct AudioFormat(AudioDecoderKind Kind, string Name)
{
    /// <summary>How many bytes <see cref="Recognize"/> wants to see.</summary>
    public const int HeadSize = 40;

    /// <summary>Tells a format by its content.</summary>
    public static AudioFormat Recognize(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8) || head.StartsWith("RIFX"u8))
        {
            return head.Length < 12 || head[8..].StartsWith("WAVE"u8)
                ? new(AudioDecoderKind.Wav, "a WAV file")
                : new(AudioDecoderKind.None, $"a RIFF file of type '{ChunkWalker.ToText(head[8..12])}'");
        }

        if (head.StartsWith("FORM"u8))
        {
            return RecognizeForm(head);
        }

        if (head.StartsWith("OggS"u8))
        {
            ReadOnlySpan<byte> packet = head.Length > 28 ? head[28..] : [];
            return packet.StartsWith(OggFlacSource.Marker) ? new(AudioDecoderKind.OggFlac, "an Ogg FLAC file")
                : new(AudioDecoderKind.Libsndfile, packet.StartsWith("OpusHead"u8) ? "an Ogg Opus file" : "an Ogg Vorbis file");
        }

        if (head.StartsWith(FlacMetadata.Marker) || FlacFrameHeader.TryParse(head, out _))
        {
            return new(AudioDecoderKind.Flac, "a FLAC file");
        }

        if (head.StartsWith("ID3"u8) || IsMpegFrame(head))
        {
            return new(AudioDecoderKind.Libsndfile, "an MP3 file");
        }

        return RecognizeLetters(head);
    }

    private static AudioFormat RecognizeForm(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> type = head.Length < 12 ? [] : head[8..12];
        if (type.IsEmpty || type.SequenceEqual("AIFF"u8) || type.SequenceEqual("AIFC"u8))
        {
            return new(AudioDecoderKind.Aiff, "an AIFF file");
        }

        return type.SequenceEqual("8SVX"u8) || type.SequenceEqual("16SV"u8)
            ? new(AudioDecoderKind.Libsndfile, "an Amiga IFF/8SVX file")
            : new(AudioDecoderKind.None, $"an IFF file of type '{ChunkWalker.ToText(type)}'");
    }

    private static AudioFormat RecognizeLetters(ReadOnlySpan<byte> head)
    {
        (byte[] Magic, int Offset, AudioDecoderKind Kind, string Name)[] known =
        [
            ([.. "caff"u8], 0, AudioDecoderKind.Libsndfile, "a Core Audio (CAF) file"),
            ([.. ".snd"u8], 0, AudioDecoderKind.Libsndfile, "a Sun AU file"),
            ([.. "dns."u8], 0, AudioDecoderKind.Libsndfile, "a Sun AU file"),
            ([.. "riff\u002E"u8, 0x91, 0xCF, 0x11], 0, AudioDecoderKind.Libsndfile, "a Wave64 file"),
            ([.. "Creative Voice File"u8], 0, AudioDecoderKind.Libsndfile, "a Creative Voice (VOC) file"),
            ([.. "NIST_1A"u8], 0, AudioDecoderKind.Libsndfile, "a NIST SPHERE file"),
            ([.. "2BIT"u8], 0, AudioDecoderKind.Libsndfile, "an Audio Visual Research file"),
            ([.. "PVF1"u8], 0, AudioDecoderKind.Libsndfile, "a Portable Voice Format file"),
            ([.. " paf"u8], 0, AudioDecoderKind.Libsndfile, "an Ensoniq PARIS file"),
            ([.. "fap "u8], 0, AudioDecoderKind.Libsndfile, "an Ensoniq PARIS file"),
            ([.. "Extended Instrument: "u8], 0, AudioDecoderKind.Libsndfile, "a FastTracker 2 instrument"),
            ([.. "ftyp"u8], 4, AudioDecoderKind.None, "an MPEG-4 (M4A, MP4) file"),
            ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], 0, AudioDecoderKind.None, "a Windows Media (WMA) file"),
            ([.. "wvpk"u8], 0, AudioDecoderKind.None, "a WavPack file"),
            ([.. "MAC "u8], 0, AudioDecoderKind.None, "a Monkey's Audio file"),
            ([.. "MPCK"u8], 0, AudioDecoderKind.None, "a Musepack file"),
            ([.. "MThd"u8], 0, AudioDecoderKind.None, "a MIDI file (notes, no sound)"),
            ([0x1A, 0x45, 0xDF, 0xA3], 0, AudioDecoderKind.None, "a Matroska or WebM file"),
            ([.. "PK\u0003\u0004"u8], 0, AudioDecoderKind.None, "a ZIP archive"),
        ];
        foreach ((byte[] magic, int offset, AudioDecoderKind kind, string name) in known)
        {
            if (head.Length >= offset && head[offset..].StartsWith(magic))
            {
                return new(kind, name);
            }
        }

        return new(AudioDecoderKind.Unknown, "no sound file that is known here");
    }

    // MPEG audio starts with 11 set bits; version 01, layer 00, bit rate 1111 and rate 11 do not exist (ISO 11172-3).
    private static bool IsMpegFrame(ReadOnlySpan<byte> head)
        => head.Length >= 4
            && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0
            && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0
            && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C;
}
