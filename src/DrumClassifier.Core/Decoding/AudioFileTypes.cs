namespace DrumClassification;

/// <summary>
/// The extensions that sounds go by. Only a first sieve for folders: what a file is, <see cref="AudioDecoder"/> tells by its content.
/// Thread-safe.
/// </summary>
public static class AudioFileTypes
{
    /// <summary>Extensions of formats that can be read, in lower case and with their dot: ".wav", ".flac" …</summary>
    public static IReadOnlyList<string> Readable { get; } =
    [
        ".wav", ".wave", ".bwf", ".rf64", ".rifx", ".w64", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf", ".flac", ".ogg", ".oga", ".opus", ".mp3",
        ".mp2", ".mp1", ".mpga", ".sf", ".ircam", ".htk", ".voc", ".iff", ".8svx", ".svx", ".16sv", ".sph", ".nist", ".pvf", ".paf", ".fap", ".avr", ".xi",
    ];

    /// <summary>
    /// Extensions of sounds that cannot be read: whoever sorts a folder has to hear of these files, and <see cref="AudioDecoder"/> says what
    /// they are and what helps.
    /// </summary>
    public static IReadOnlyList<string> Foreign { get; } =
    [
        ".m4a", ".m4b", ".aac", ".wma", ".wv", ".ape", ".mpc", ".mp+", ".tta", ".ofr", ".tak", ".shn", ".dsf", ".dff", ".amr", ".ac3", ".dts",
        ".ra", ".mka", ".weba", ".rx2", ".rex", ".rcy", ".its", ".spx", ".alac", ".sd2",
    ];

    // After the lists: fields are initialised in the order of the text.
    private static readonly HashSet<string> Names = new([.. Readable, .. Foreign], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a name ends like a sound's, in <see cref="Readable"/> or <see cref="Foreign"/>, in upper or lower case, and is none of the "._"
    /// companions that macOS leaves on other disks.
    /// </summary>
    /// <param name="path">A file's name or path.</param>
    public static bool IsSoundName(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Names.Contains(Path.GetExtension(path)) && !Path.GetFileName(path.AsSpan()).StartsWith("._", StringComparison.Ordinal);
    }
}
