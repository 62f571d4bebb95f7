using DrumClassification.Synthesis;

namespace DrumClassification.Cli.Report;

/// <summary>
/// Turns sounds into data addresses that a page holds itself, until <see cref="Budget"/> is used up: browsers do not open much larger
/// pages with pleasure. What browsers do not play (AIFF, CAF …) becomes mono 16-bit WAV. Thread-safe.
/// </summary>
internal sealed class AudioEmbedder
{
    /// <summary>The most bytes of sound in one page.</summary>
    public const long Budget = 64 << 20;

    private static readonly Dictionary<string, string> PlayedAsTheyAre = new(StringComparer.OrdinalIgnoreCase)
    {
        [".wav"] = "audio/wav",
        [".wave"] = "audio/wav",
        [".flac"] = "audio/flac",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".oga"] = "audio/ogg",
        [".opus"] = "audio/ogg",
    };

    private long _used;

    /// <summary>The sound as a data address; null if the budget is used up or the file is gone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clip">The same, decoded.</param>
    public string? TryEmbed(string path, AudioClip clip)
    {
        bool asItIs = PlayedAsTheyAre.TryGetValue(Path.GetExtension(path), out string? type);
        try
        {
            long size = asItIs ? new FileInfo(path).Length : 44 + (2L * clip.Samples.Length);
            if (Interlocked.Add(ref _used, size) > Budget)
            {
                Interlocked.Add(ref _used, -size);
                return null;
            }

            return $"data:{type ?? "audio/wav"};base64,{Convert.ToBase64String(asItIs ? File.ReadAllBytes(path) : ToWav(clip))}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] ToWav(AudioClip clip)
    {
        using var stream = new MemoryStream();
        WavFile.Write(stream, clip);
        return stream.ToArray();
    }
}
