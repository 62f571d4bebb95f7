namespace DrumClassification;

/// <summary>
/// Which names look like sounds: the one list for everything that looks through folders. Only a first sieve, so that notes and pictures
/// are left alone: the content decides in the end. Formats that cannot be read are in it too, because whoever has such sounds wants to
/// be told that they were not heard.
/// </summary>
internal static class AudioFileNames
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        // Uncompressed, and what is recorded in one of their frames.
        ".wav", ".wave", ".bwf", ".w64", ".rf64", ".rifx", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf", ".voc", ".sf", ".ircam", ".htk", ".pvf",
        ".iff", ".8svx", ".16sv", ".svx", ".nist", ".sph", ".avr", ".paf", ".fap", ".sd2", ".xi",

        // Compressed.
        ".flac", ".ogg", ".oga", ".opus", ".spx", ".mp3", ".mp2", ".mp1", ".mpga",

        // Read by few programs besides their maker's.
        ".m4a", ".m4b", ".aac", ".alac", ".ac3", ".amr", ".wma", ".wv", ".ape", ".mpc", ".mp+", ".tta", ".tak", ".shn", ".ofr", ".dsf", ".dff", ".ra",
        ".rx2", ".rex", ".rcy", ".weba", ".mka",
    };

    /// <summary>True where the name ends like a sound's and is not one of the "._" companions that macOS leaves on other disks.</summary>
    /// <param name="fileName">A name or path.</param>
    public static bool IsAudio(string fileName) =>
        Extensions.Contains(Path.GetExtension(fileName)) && !Path.GetFileName(fileName.AsSpan()).StartsWith("._", StringComparison.Ordinal);
}
