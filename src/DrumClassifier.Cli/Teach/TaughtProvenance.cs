using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using DrumClassification.Modelling.Heads;

namespace DrumClassification.Cli.Teach;

/// <summary>What a taught model says of where it comes from.</summary>
internal static class TaughtProvenance
{
    /// <summary>Makes it.</summary>
    /// <param name="model">The model that it was taught on.</param>
    /// <param name="head">What was learned.</param>
    /// <param name="weights">Its number of weights.</param>
    /// <param name="command">What it was made with.</param>
    /// <param name="sounds">A line for each sound, in any order: its class, and what tells it from others.</param>
    public static ModelProvenance Of(ModelInfo model, TaughtHead head, long weights, string command, IEnumerable<string> sounds) => new()
    {
        Architecture = model.Provenance.Architecture,
        Parameters = weights,
        Command = command,
        DataHash = Hash(sounds),
        Created = DateTimeOffset.UtcNow,
        Seed = 0,
        Metrics = new Dictionary<string, double>
        {
            ["cross-validation accuracy"] = Math.Round(head.Judgement.Accuracy, 4),
            ["cross-validation balanced accuracy"] = Math.Round(head.Judgement.BalancedAccuracy, 4),
            ["sounds"] = head.Judgement.Taught.Count,
            ["penalty"] = head.Penalty,
        },
    };

    /// <summary>What tells a sound by what the network makes of it: SHA-256 in hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<float> embedding) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(embedding)));

    private static string Hash(IEnumerable<string> lines)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in lines.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
