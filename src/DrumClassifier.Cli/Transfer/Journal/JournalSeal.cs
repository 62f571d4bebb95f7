using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// What every line of a journal ends with: its number, a checksum that anybody can check (so that a flipped byte makes a bad
/// line and never another path), and the user's signature. The checksum and the signature take in the journal's name and
/// the line's number, so that no line can come from another journal, come twice or change its place.
/// </summary>
internal static class JournalSeal
{
    private const int SumLength = 16;
    private const int SignatureLength = 32;
    private static readonly byte[] Before = Encoding.ASCII.GetBytes(",\"sum\":\"");
    private static readonly byte[] Between = Encoding.ASCII.GetBytes("\",\"mac\":\"");
    private static readonly byte[] After = Encoding.ASCII.GetBytes("\"}");
    private static readonly int Length = Before.Length + SumLength + Between.Length + SignatureLength + After.Length;

    /// <summary>Writes an entry's JSON object with its seal in it.</summary>
    /// <param name="lines">Receives the line, without an end of line.</param>
    /// <param name="json">The object, without a seal.</param>
    /// <param name="journal">The journal's name.</param>
    /// <param name="line">The line's number, from 1.</param>
    /// <param name="key">The user's key.</param>
    public static void Write(ArrayBufferWriter<byte> lines, ReadOnlySpan<byte> json, string journal, int line, JournalKey key)
    {
        byte[] body = [.. json[..^1], .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"line\":{line}"))];
        (byte[] sum, byte[] signature) = Of(body, journal, key);
        lines.Write(body);
        lines.Write(Before);
        lines.Write(sum);
        lines.Write(Between);
        lines.Write(signature);
        lines.Write(After);
    }

    /// <summary>Checks a line.</summary>
    /// <param name="text">The line, without its end.</param>
    /// <param name="journal">The journal's name.</param>
    /// <param name="key">The user's key; null checks the sum alone.</param>
    /// <returns>The line's number; 0 where it is not as it was written.</returns>
    public static int Check(ReadOnlySpan<byte> text, string journal, JournalKey? key)
    {
        if (text.Length <= Length)
        {
            return 0;
        }

        ReadOnlySpan<byte> body = text[..^Length];
        (byte[] sum, byte[] signature) = Of(body, journal, key);
        ReadOnlySpan<byte> seal = text[^Length..];
        ReadOnlySpan<byte> expected = [.. Before, .. sum, .. Between, .. key is null ? seal.Slice(Before.Length + SumLength + Between.Length, SignatureLength) : signature, .. After];
        int colon = body.LastIndexOf((byte)':');
        return CryptographicOperations.FixedTimeEquals(seal, expected) && int.TryParse(body[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int line) ? line : 0;
    }

    private static (byte[] Sum, byte[] Signature) Of(ReadOnlySpan<byte> body, string journal, JournalKey? key)
    {
        // The name has no control characters, so that no other name and body make the same text.
        byte[] text = [.. Encoding.UTF8.GetBytes(journal), (byte)'\n', .. body];
        return (
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, SumLength / 2))),
            key is null ? [] : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key.Sign(text).AsSpan(0, SignatureLength / 2))));
    }
}
