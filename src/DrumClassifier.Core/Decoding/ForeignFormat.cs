namespace DrumClassification;

/// <summary>What cannot be read here, told by its content, so that a message can say what it is and what helps.</summary>
/// <param name="Name">The format's name with its article: "a WavPack file".</param>
/// <param name="IsSound">False if there is no sound in it.</param>
internal readonly record struct ForeignFormat(string Name, bool IsSound)
{
    private const string UnknownName = "no sound file that is known here";

    private static readonly (byte[] Magic, int Offset, string Name, bool IsSound)[] Known =
    [
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], 0, "a Windows Media (WMA) file", true),
        ([.. "wvpk"u8], 0, "a WavPack file", true),
        ([.. "MAC "u8], 0, "a Monkey's Audio (APE) file", true),
        ([.. "MPCK"u8], 0, "a Musepack file", true),
        ([.. "MP+"u8], 0, "a Musepack file", true),
        ([.. "TTA1"u8], 0, "a True Audio (TTA) file", true),
        ([.. "TTA2"u8], 0, "a True Audio (TTA) file", true),
        ([.. "OFR "u8], 0, "an OptimFROG file", true),
        ([.. "tBaK"u8], 0, "a TAK file", true),
        ([.. "ajkg"u8], 0, "a Shorten file", true),
        ([.. "LA02"u8], 0, "a Lossless Audio (LA) file", true),
        ([.. "LA03"u8], 0, "a Lossless Audio (LA) file", true),
        ([.. "LA04"u8], 0, "a Lossless Audio (LA) file", true),
        ([.. "DSD "u8], 0, "a DSD (DSF) file", true),
        ([.. "FRM8"u8], 0, "a DSD (DSDIFF) file", true),
        ([.. "#!AMR"u8], 0, "an AMR file", true),
        ([.. "#!SILK"u8], 0, "a SILK speech file", true),
        ([.. ".ra"u8, 0xFD], 0, "a RealAudio file", true),
        ([.. ".RMF"u8], 0, "a RealMedia file", true),
        ([.. "ADIF"u8], 0, "an AAC file", true),
        ([0x0B, 0x77], 0, "a Dolby AC-3 file", true),
        ([0x7F, 0xFE, 0x80, 0x01], 0, "a DTS file", true),
        ([.. "REX2"u8], 8, "a ReCycle (REX2) loop", true),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, "a Matroska or WebM file", true),
        ([.. "FLV"u8], 0, "a Flash video", true),
        ([.. "IMPS"u8], 0, "an Impulse Tracker sample", true),
        ([.. "FSB5"u8], 0, "an FMOD sound bank", true),
        ([.. "FSB4"u8], 0, "an FMOD sound bank", true),
        ([.. "BKHD"u8], 0, "a Wwise sound bank", true),
        ([.. "Extended Module: "u8], 0, "a FastTracker 2 module (notes and sounds)", true),
        ([.. "IMPM"u8], 0, "an Impulse Tracker module (notes and sounds)", true),
        ([.. "hsin"u8], 12, "a Native Instruments file (its sounds lie elsewhere)", false),
        ([.. "MThd"u8], 0, "a MIDI file (notes, no sound)", false),
        ([.. "PK\u0003\u0004"u8], 0, "a ZIP archive", false),
        ([.. "Rar!"u8], 0, "a RAR archive", false),
        ([.. "7z"u8, 0xBC, 0xAF], 0, "a 7-Zip archive", false),
        ([0x1F, 0x8B], 0, "a gzip archive", false),
        ([.. "%PDF"u8], 0, "a PDF document", false),
        ([0x89, .. "PNG"u8], 0, "a picture (PNG)", false),
        ([0xFF, 0xD8, 0xFF], 0, "a picture (JPEG)", false),
        ([.. "GIF8"u8], 0, "a picture (GIF)", false),
        ([0x7F, .. "ELF"u8], 0, "a program", false),
        ([.. "MZ"u8], 0, "a program", false),
        ([0, 5, 0x16, 7], 0, "what macOS keeps beside a file on other disks (AppleDouble)", false),
        ([.. "SQLite format 3"u8], 0, "a database", false),
    ];

    /// <summary>What nothing is known of.</summary>
    public static ForeignFormat Unknown => new(UnknownName, false);

    /// <summary>False if nothing is known of it.</summary>
    public bool IsKnown => Name != UnknownName;

    /// <summary>What helps with a sound that cannot be read.</summary>
    public static string Cure => "Convert it to WAV or FLAC, for example with: ffmpeg -i in.xyz out.wav";

    /// <summary>Tells a format by a file's first bytes.</summary>
    public static ForeignFormat Recognize(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8))
        {
            return RecognizeMpeg4(head[8..12]);
        }

        if (head.Length >= 12 && (head.StartsWith("RIFF"u8) || head.StartsWith("FORM"u8)))
        {
            return RecognizeContainer(head);
        }

        // AAC in ADTS: 12 set bits and layer 0, which MPEG audio does not have; a sampling rate that exists.
        if (head.Length >= 3 && head[0] == 0xFF && (head[1] & 0xF6) == 0xF0 && (head[2] & 0x3C) <= 0x30)
        {
            return new("an AAC file", true);
        }

        foreach ((byte[] magic, int offset, string name, bool isSound) in Known)
        {
            if (head.Length >= offset && head[offset..].StartsWith(magic))
            {
                return new(name, isSound);
            }
        }

        return IsText(head) ? RecognizeText(head) : Unknown;
    }

    /// <summary>The error for a format.</summary>
    public UnsupportedAudioException Unsupported() => IsSound
        ? Unsupported(Name)
        : new UnsupportedAudioException($"By its content it is {Name}{(Name.Contains("no sound", StringComparison.Ordinal) ? "" : ", no sound file")}.")
        {
            IsSound = false,
        };

    /// <summary>The error for a sound that cannot be read here.</summary>
    /// <param name="name">What it is, with its article.</param>
    public static UnsupportedAudioException Unsupported(string name) => new($"By its content it is {name}, which cannot be read here. {Cure}");

    private static ForeignFormat RecognizeMpeg4(ReadOnlySpan<byte> brand) => ChunkWalker.ToText(brand) switch
    {
        "M4A " or "M4B " or "M4P " => new("an MPEG-4 (M4A) file", true),
        "avif" or "heic" or "heix" or "mif1" or "crx " => new("a picture (HEIF)", false),
        "qt  " => new("a QuickTime movie", true),
        _ => new("an MPEG-4 (M4A, MP4) file", true),
    };

    private static ForeignFormat RecognizeContainer(ReadOnlySpan<byte> head)
    {
        string type = ChunkWalker.ToText(head[8..12]);
        string outer = head.StartsWith("FORM"u8) ? "an IFF" : "a RIFF";
        return type switch
        {
            "sfbk" => new("a SoundFont (an instrument of many sounds)", true),
            "DLS " => new("a DLS instrument of many sounds", true),
            "XWMA" => new("an xWMA file", true),
            "AVI " => new("a video (AVI )", true),
            "RMID" => new("a MIDI file (notes, no sound)", false),
            "WEBP" => new("a picture (WebP)", false),
            "ILBM" => new("a picture (ILBM)", false),
            _ => new($"{outer} file of type '{type}'", false),
        };
    }

    private static ForeignFormat RecognizeText(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.TrimStart("\u00EF\u00BB\u00BF \t\r\n"u8);
        return text.StartsWith("<?xml"u8) ? new("an XML text", false)
            : text.StartsWith("<!"u8) || text.StartsWith("<h"u8) || text.StartsWith("<H"u8) ? new("a web page (HTML), perhaps of a download that failed", false)
            : text.StartsWith("{\\rtf"u8) ? new("an RTF text", false)
            : new("a text", false);
    }

    /// <summary>Whether it begins as a text does: no control characters but white space; what is above 0x7F may be UTF-8 or Latin-1.</summary>
    public static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (byte value in head)
        {
            if (value is < 0x20 and not (0x09 or 0x0A or 0x0D) or 0x7F)
            {
                return false;
            }
        }

        return !head.IsEmpty && head.IndexOfAnyInRange((byte)0x20, (byte)0x7E) >= 0 && CountHigh(head) * 3 <= head.Length;
    }

    private static int CountHigh(ReadOnlySpan<byte> head)
    {
        int count = 0;
        foreach (byte value in head)
        {
            count += value >> 7;
        }

        return count;
    }
}
