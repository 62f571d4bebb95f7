using System.Security.Cryptography;
using System.Text;

namespace DrumClassification.Library.Storage;

/// <summary>
/// What an answer depends on beside the sound: the model file's bytes, the code that decodes and listens, and where the network runs. Where any of
/// it differs, a stored answer may not be what would be answered now.
/// </summary>
internal static class ModelIdentity
{
    /// <summary>The identity of a classifier.</summary>
    /// <param name="modelPath">Its model file; null is the embedded model.</param>
    /// <param name="classifier">The classifier that was made from it, with the library's own settings.</param>
    /// <exception cref="IOException">The model file cannot be read any more.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static string Of(string? modelPath, IDrumClassifier classifier)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(modelPath is null ? ModelFile.Embedded().Bytes : File.ReadAllBytes(modelPath)));
        foreach (string part in new[] { Code(typeof(AudioDecoder)), Code(typeof(ModelIdentity)), Code(classifier.GetType()), classifier.Model.Manifest.ToJson(), classifier.Provider.Active.ToString() })
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(part)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A deterministic build gives the same code the same number.
    private static string Code(Type type) => type.Module.ModuleVersionId.ToString();
}
