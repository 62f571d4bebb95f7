using System.Text;

namespace DrumClassification.Library.Sounds;

/// <summary>Paths as an index keeps them: the bytes of their UTF-8, which no database turns into anything else, and which sort as folders do.</summary>
internal static class PathBytes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>True if a path has such bytes: not one with half a surrogate pair, as Windows allows.</summary>
    public static bool Has(string path)
    {
        try
        {
            _ = Strict.GetByteCount(path);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The bytes of a path.</summary>
    /// <exception cref="EncoderFallbackException">It has none, see <see cref="Has"/>.</exception>
    public static byte[] Of(string path) => Strict.GetBytes(path);

    /// <summary>The path of some bytes.</summary>
    /// <exception cref="DecoderFallbackException">They are no path's: the index is damaged.</exception>
    public static string ToPath(byte[] bytes) => Strict.GetString(bytes);

    /// <summary>The first bytes, and those behind the last, of all paths below a folder.</summary>
    /// <param name="folder">Full path of the folder.</param>
    public static (byte[] From, byte[] To) Below(string folder)
    {
        byte[] from = Of(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar);
        byte[] to = [.. from];
        to[^1]++;
        return (from, to);
    }
}
