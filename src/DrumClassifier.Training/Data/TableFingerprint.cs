using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DrumClassification.Training.Data;

/// <summary>
/// What a prepared table was made from, cheap to compute: the front-end settings, and each sound's path, row and file size and time.
/// A table whose fingerprint differs is made anew.
/// </summary>
/// <param name="Settings">SHA-256 of the settings and the table's version.</param>
/// <param name="Sounds">SHA-256 of the rows, in their order.</param>
public sealed record TableFingerprint(string Settings, string Sounds)
{
    /// <summary>Raised whenever the front end's code or the table's shape changes what a table holds.</summary>
    public const int TableVersion = 2;

    /// <summary>Computes it; no file is opened.</summary>
    public static TableFingerprint Compute(IReadOnlyList<Sound> sounds, FrontEndSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        string json = JsonSerializer.Serialize(settings, TrainingJson.Compact);
        string settingsHash = Hash([string.Create(CultureInfo.InvariantCulture, $"table {TableVersion} {json}")]);
        return new TableFingerprint(settingsHash, Hash(sounds.Select(Row)));
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
