using System.Runtime.InteropServices;
using System.Text.Json;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>The file of a <see cref="FeatureCache"/>: a header in JSON, then the features as float32 in the machine's byte order.</summary>
internal static class FeatureCacheFile
{
    public static void Write(string path, FeatureFingerprint fingerprint, string dataHash, ExtractedFeatures extracted) => AtomicFile.Write(path, (Stream file) =>
    {
        using BinaryWriter writer = new(file);
        writer.Write(JsonSerializer.Serialize(new Header(fingerprint, dataHash, extracted.Rows), TrainingJson.Compact));
        writer.Write(MemoryMarshal.AsBytes<float>(extracted.Features));
    });

    /// <summary>The features of the sounds; null if the file does not hold them.</summary>
    /// <param name="wanted">The fingerprint that it must have.</param>
    /// <param name="sounds">The sounds that it is of.</param>
    /// <param name="settings">The front end that it is of.</param>
    /// <param name="why">Why it does not hold them.</param>
    public static FeatureCache? Read(string path, FeatureFingerprint wanted, IReadOnlyList<Sound> sounds, FrontEndSettings settings, out string why)
    {
        why = "there is no cache yet";
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using BinaryReader reader = new(File.OpenRead(path));
            Header header = JsonSerializer.Deserialize<Header>(reader.ReadString(), TrainingJson.Strict) ?? throw new InvalidDataException("It is empty.");
            why = header.Fingerprint.Settings != wanted.Settings ? "the front end has changed" : "files, labels or splits have changed";
            return header.Fingerprint == wanted
                ? FeatureCache.From(sounds, settings, header.DataHash, new ExtractedFeatures(header.Rows, ReadFeatures(reader, header, settings)))
                : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or FormatException or InvalidDataException)
        {
            why = $"the cache that is there cannot be used ({exception.Message})";
            return null;
        }
    }

    private static float[] ReadFeatures(BinaryReader reader, Header header, FrontEndSettings settings)
    {
        float[] features = new float[header.Rows.Count(row => row.Failure is null) * settings.MelBands * settings.Frames];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(features.AsSpan()));
        return features;
    }

    private sealed record Header(FeatureFingerprint Fingerprint, string DataHash, IReadOnlyList<ExtractedSound> Rows);
}
