using System.Text.Json.Serialization;

namespace DrumClassification;

/// <summary>Source-generated JSON, so that writing a manifest needs no reflection and survives trimming. <see cref="ModelManifestReader"/> reads it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Serialization,
    WriteIndented = false)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
