using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DrumClassification.Training.Data;

/// <summary>
/// One number for "these very sounds, with these labels, in these splits", the same on every machine.
/// </summary>
/// <remarks>
/// SHA-256 over UTF-8 lines, one a sound, in ordinal order of the lines, each ended by a line feed:
/// <c>name TAB label TAB group TAB random split TAB group split TAB size in bytes TAB SHA-256 of the file's content</c>, splits in lower case
/// and empty if there is none. A file that is missing or cannot be read has size −1 and no content hash.
/// </remarks>
internal static class DataHash
{
    /// <summary>Reads every file once and hashes; files are read in parallel.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Compute(IReadOnlyList<Sound> sounds, CancellationToken cancellationToken = default)
    {
        string[] lines = new string[sounds.Count];
        Parallel.For(0, sounds.Count, new ParallelOptions { CancellationToken = cancellationToken }, i => lines[i] = Line(sounds[i]));
        Array.Sort(lines, StringComparer.Ordinal);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Line(Sound sound)
    {
        long size = -1;
        string content = "";
        try
        {
            using FileStream stream = File.OpenRead(sound.Path);
            content = Convert.ToHexStringLower(SHA256.HashData(stream));
            size = stream.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The hash must be defined for data sets with broken files too; reading reports them.
        }

        return string.Join('\t', sound.Name, sound.Label, sound.Group, Text(sound.RandomSplit), Text(sound.GroupSplit), size.ToString(CultureInfo.InvariantCulture), content);
    }

    private static string Text(DataSplit? split) => split?.ToString().ToLowerInvariant() ?? "";
}
