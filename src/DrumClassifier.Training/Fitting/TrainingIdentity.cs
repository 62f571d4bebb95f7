using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Fitting;

/// <summary>Tells trainings apart, so that none goes on from another's checkpoint.</summary>
internal static class TrainingIdentity
{
    /// <summary>SHA-256, as lower-case hexadecimal digits, over everything that decides the weights.</summary>
    /// <param name="dataHash"><see cref="DataHash"/> of the sounds.</param>
    /// <param name="split">Which split keeps the parts apart.</param>
    /// <param name="kind">What else sets the training apart.</param>
    public static string Compute(TrainingRecipe recipe, string dataHash, SplitProtocol split, int seed, string kind)
    {
        string text = $"{JsonSerializer.Serialize(recipe, TrainingJson.Indented)}\n{dataHash}\n{split}\n{seed}\n{kind}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
