using System.Globalization;
using System.Security.Cryptography;
using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// The secret that signs this user's journals on this machine: a journal that came with somebody's sample pack cannot have a
/// signature that fits. It lies in the user's data folder, or, if that cannot be written, in a folder of the user's own
/// below the one for temporary files; never in an output, which may come from anywhere.
/// </summary>
internal sealed class JournalKey
{
    private const int Length = 32;
    private const string FileName = "journal-key";

    private readonly byte[] _secret;

    private JournalKey(byte[] secret)
    {
        _secret = secret;
        Id = Convert.ToHexStringLower(SHA256.HashData(secret).AsSpan(0, 8));
    }

    /// <summary>Says which key signed a journal, and nothing about the key.</summary>
    public string Id { get; }

    /// <summary>One of the user's keys.</summary>
    /// <param name="id">Its <see cref="Id"/>.</param>
    /// <returns>Null if the user has no such key.</returns>
    public static JournalKey? Find(string id) => Places()
        .Select(folder => KeyFile.TryRead(Path.Combine(folder, FileName), Length, []))
        .OfType<byte[]>()
        .Select(secret => new JournalKey(secret))
        .FirstOrDefault(key => key.Id == id);

    /// <summary>The key that signs a new journal; made if there is none.</summary>
    /// <exception cref="JournalException">There is no place to keep one.</exception>
    public static JournalKey FindOrCreate()
    {
        var reasons = new List<string>();
        foreach (string folder in Places())
        {
            string path = Path.Combine(folder, FileName);
            if ((KeyFile.TryRead(path, Length, reasons) ?? KeyFile.TryCreate(path, RandomNumberGenerator.GetBytes(Length), reasons)) is { } secret)
            {
                return new JournalKey(secret);
            }
        }

        throw new JournalException(
            $"There is no place to keep the key that proves a journal to be yours ({string.Join("; ", reasons.Distinct())}), so nothing was moved. Set XDG_DATA_HOME to a folder of your own that can be written.");
    }

    /// <summary>The signature of some text.</summary>
    public byte[] Sign(ReadOnlySpan<byte> text) => HMACSHA256.HashData(_secret, text);

    private static IEnumerable<string> Places()
    {
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (Path.IsPathFullyQualified(data))
        {
            yield return Path.Combine(data, "drums");
        }

        if (UserId.Current is { } user)
        {
            string temporary = Environment.GetEnvironmentVariable("TMPDIR") is { Length: > 0 } set ? set : "/var/tmp";
            yield return Path.Combine(Directory.Exists(temporary) ? temporary : Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"drums-{user}"));
        }
    }
}
