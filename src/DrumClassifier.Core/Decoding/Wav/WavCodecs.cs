namespace DrumClassification;

/// <summary>The codecs that a WAV file's format tag may name (mmreg.h, RFC 2361), as far as they are met with.</summary>
internal static class WavCodecs
{
    // The GUID of WAVE_FORMAT_EXTENSIBLE is a format tag followed by one of these (plain; ambisonic B-format).
    private static ReadOnlySpan<byte> PlainGuidTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private static ReadOnlySpan<byte> AmbisonicGuidTail => [0, 0, 0x21, 0x07, 0xD3, 0x11, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0, 0, 0];

    /// <summary>Whether a GUID of WAVE_FORMAT_EXTENSIBLE begins with a format tag.</summary>
    public static bool IsPlainGuid(ReadOnlySpan<byte> guid) => guid[2..].SequenceEqual(PlainGuidTail) || guid[2..].SequenceEqual(AmbisonicGuidTail);

    /// <summary>Which decoder may read a codec.</summary>
    public static ForeignCodec CodecOf(ushort tag) => tag switch
    {
        0x674F or 0x6750 or 0x6751 or 0x676F or 0x6770 or 0x6771 => ForeignCodec.OggVorbis,
        0x0050 or 0x0055 => ForeignCodec.MpegAudio,
        0x0031 or 0x0038 or 0x0040 => ForeignCodec.Libsndfile,
        _ => ForeignCodec.None,
    };

    /// <summary>The codec's name, for messages.</summary>
    public static string NameOf(ushort tag) => tag switch
    {
        0x0008 or 0x2001 => "DTS",
        0x0010 or 0x0013 or 0x0020 or 0x0061 or 0x0062 or 0x0200 => $"ADPCM of a kind of its own (0x{tag:X4})",
        0x0014 or 0x0040 or 0x0045 or 0x0064 or 0x0065 or 0x028F => "G.72x ADPCM",
        0x0022 => "DSP Group TrueSpeech",
        0x0031 or 0x1500 => "GSM 6.10",
        0x0042 or 0x0111 => "G.723.1",
        0x0050 or 0x0055 => "MPEG audio (MP3)",
        0x0069 => "Xbox ADPCM",
        0x0083 or 0x0112 => "G.729",
        0x0092 or 0x2000 => "Dolby AC-3",
        0x00FF or 0x1600 or 0x1601 or 0x1602 or 0x1610 or 0x4143 or 0x706D or 0xA106 => "AAC",
        0x0130 => "ACELP",
        0x0160 or 0x0161 or 0x0162 or 0x0163 => "Windows Media Audio",
        0x0270 => "ATRAC3",
        0x0401 or 0x0402 => "Indeo audio",
        0x1971 => "Sonic Foundry lossless",
        0x566F or 0x674F or 0x6750 or 0x6751 or 0x676F or 0x6770 or 0x6771 => "Ogg Vorbis",
        0x5756 => "WavPack",
        0x704F => "Opus",
        0xA109 => "Speex",
        0xF1AC => "FLAC",
        _ => $"codec 0x{tag:X4}",
    };
}
