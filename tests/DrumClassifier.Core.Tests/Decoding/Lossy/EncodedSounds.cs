namespace DrumClassification.Tests.Decoding;

/// <summary>The small encoded files of the folder beside this one; its README says how they were made.</summary>
internal static class EncodedSounds
{
    /// <summary>Frames that were encoded.</summary>
    public const int Frames = 4000;

    /// <summary>Names of those that managed code decodes.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "mono.mp3", "joint.mp3", "vbr-stereo.mp3", "mpeg2.mp3", "mpeg2-joint-crc.mp3", "mpeg25-stereo.mp3", "untagged.mp3", "free-format.mp3",
        "layer2.mp2", "mono.ogg", "stereo.ogg", "mono.opus",
    ];

    /// <summary>Bytes of a file.</summary>
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(EncodedSounds).Assembly.GetManifestResourceStream($"Encoded/{name}")
            ?? throw new FileNotFoundException("There is no such resource.", name);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
