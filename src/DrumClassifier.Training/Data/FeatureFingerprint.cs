using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>
/// What a feature cache was made from, cheap to compute: the front-end settings, and each sound's path, row and file size and time.
/// A cache whose fingerprint differs is made anew.
/// </summary>
/// <param name="Settings">SHA-256 of the settings and the cache's version.</param>
/// <param name="Sounds">SHA-256 of the rows, in their order.</param>
internal sealed record FeatureFingerprint(string Settings, string Sounds)
{
    /// <summary>Raised whenever the front end's code or the file's shape changes what a cache holds.</summary>
    private const int Version = 3;

    /// <summary>Computes it; no file is opened.</summary>
    public static FeatureFingerprint Compute(IReadOnlyList<Sound> sounds, FrontEndSettings settings)
    {
        string json = JsonSerializer.Serialize(settings, TrainingJson.Compact);
        string settingsHash = Hash([string.Create(CultureInfo.InvariantCulture, $"features {Version} {json}")]);
        return new FeatureFingerprint(settingsHash, Hash(sounds.Select(Row)));
    }

    private static string Row(Sound sound)
    {
        FileInfo file = new(sound.Path);
        string state = file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "missing";
        return string.Join('\t', sound.Path, sound.DataSet, sound.Name, sound.Label, sound.Group, sound.RandomSplit, sound.GroupSplit, sound.Source, sound.Fine, state);
    }

    private static string Hash(IEnumerable<string> lines)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
