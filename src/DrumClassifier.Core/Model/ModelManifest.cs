using System.Buffers;
using System.Text.Json;

namespace DrumClassification;

/// <summary>
/// What a model file says about itself: labels, front end, calibration and where it comes from. It is stored as JSON
/// under <see cref="MetadataKey"/> in the ONNX file's metadata, so that a model file needs nothing beside it.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>The metadata key that holds the JSON.</summary>
    public const string MetadataKey = "drumclassifier.manifest";

    /// <summary>The version this library writes. It reads this one and those from <see cref="OldestSchemaVersion"/> on.</summary>
    /// <remarks>2 added <see cref="Kinds"/> and the calibration's fields beyond the first two.</remarks>
    public const int CurrentSchemaVersion = 2;

    /// <summary>The oldest version this library reads; what it lacks has its default.</summary>
    public const int OldestSchemaVersion = 1;

    /// <summary>Name of the graph input: float[batch, 1, mel bands, frames].</summary>
    public const string InputName = "logmel";

    /// <summary>Name of the graph output with the class scores before the softmax: float[batch, labels].</summary>
    public const string LogitsName = "logits";

    /// <summary>Name of the graph output with the scores of the kinds before the softmax: float[batch, kinds]. Only if there are <see cref="Kinds"/>.</summary>
    public const string KindsName = "kinds";

    /// <summary>Name of the graph output with the input of the last layer: float[batch, embedding length].</summary>
    public const string EmbeddingName = "embedding";

    /// <summary>Most labels of a model, and most kinds.</summary>
    private const int MostLabels = 1024;

    private const int MostLabelLength = 64;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>Version of this record's shape.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The classes, in the order of the output.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The kinds that the model tells apart, in the order of the output <see cref="KindsName"/>; empty for a model that knows classes only.</summary>
    public IReadOnlyList<ModelKind> Kinds { get; init; } = [];

    /// <summary>How samples become the input.</summary>
    public required FrontEndSettings FrontEnd { get; init; }

    /// <summary>How scores become probabilities.</summary>
    public required ModelCalibration Calibration { get; init; }

    /// <summary>Where the model comes from.</summary>
    public required ModelProvenance Provenance { get; init; }

    /// <summary>The manifest as JSON, for the file's metadata.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ManifestJsonContext.Default.ModelManifest);

    /// <summary>Reads a manifest and checks that it is complete and consistent.</summary>
    /// <exception cref="InvalidModelException">The JSON is unreadable, incomplete, of another version or contradicts itself.</exception>
    public static ModelManifest FromJson(string json)
    {
        ModelManifest manifest = ModelManifestReader.Read(json);
        manifest.Validate();
        return manifest;
    }

    /// <summary>Throws if the manifest is of another version or contradicts itself.</summary>
    /// <exception cref="InvalidModelException">The message says what is wrong.</exception>
    public void Validate()
    {
        if (SchemaVersion is < OldestSchemaVersion or > CurrentSchemaVersion)
        {
            throw new InvalidModelException(
                $"The model's manifest has version {SchemaVersion}; this library reads versions {OldestSchemaVersion} to {CurrentSchemaVersion}.");
        }

        if (Labels is null || Labels.Count < 2 || Labels.Any(string.IsNullOrWhiteSpace) || Labels.Distinct().Count() != Labels.Count)
        {
            throw new InvalidModelException("The model's manifest must name at least two different labels.");
        }

        if (Labels.Count > MostLabels)
        {
            throw new InvalidModelException($"The model's manifest names {Labels.Count} labels; it may name {MostLabels}.");
        }

        if (Kinds?.Count > MostLabels)
        {
            throw new InvalidModelException($"The model's manifest names {Kinds.Count} kinds; it may name {MostLabels}.");
        }

        if (Labels.Concat(Kinds?.Select(kind => kind?.Name ?? "") ?? []).FirstOrDefault(name => !IsLabel(name)) is string bad)
        {
            throw new InvalidModelException(
                $"The model's manifest has the name '{Shown(bad)}'. Labels and kinds become names of folders: {LabelRule}.");
        }

        if (FrontEnd is null || Calibration is null || Provenance is null || Kinds is null)
        {
            throw new InvalidModelException("The model's manifest lacks its front end, calibration, provenance or kinds.");
        }

        ValidateKinds();
        Calibration.Validate();
        try
        {
            FrontEnd.Validate();
            FrontEndCost.CheckWork(FrontEnd);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidModelException($"The model's front end is not usable. {exception.Message}", exception);
        }
    }

    /// <summary>What <see cref="IsLabel"/> asks for, in words.</summary>
    internal static string LabelRule { get; } =
        $"at most {MostLabelLength} characters, no control characters and none of / \\ : * ? \" < > |, and neither a dot nor a space at either end";

    /// <summary>Whether a label can be the name of a folder on every system: a model from elsewhere must not choose where files go.</summary>
    internal static bool IsLabel(string label) =>
        !string.IsNullOrWhiteSpace(label)
        && label.Length <= MostLabelLength
        && !label.AsSpan().ContainsAny(NotInNames)
        && !label.Any(char.IsControl)
        && label.Trim(' ', '.').Length == label.Length;

    private static string Shown(string label) =>
        string.Concat(label.Take(MostLabelLength).Select(character => char.IsControl(character) ? '?' : character));

    private void ValidateKinds()
    {
        if (Kinds.Any(kind => kind is null || string.IsNullOrWhiteSpace(kind.Name)) || Kinds.Select(kind => kind.Name).Distinct().Count() != Kinds.Count)
        {
            throw new InvalidModelException("The model's manifest must give every kind a name of its own.");
        }

        if (Kinds.FirstOrDefault(kind => kind.Label is not null && !Labels.Contains(kind.Label)) is { } stray)
        {
            throw new InvalidModelException($"The model's kind '{stray.Name}' is one of '{stray.Label}', which is none of its labels.");
        }

        if (Kinds.Count > 0 && Labels.FirstOrDefault(label => !Kinds.Any(kind => kind.Label == label)) is { } bare)
        {
            throw new InvalidModelException($"The model's manifest has kinds, but none of '{bare}'; every label needs at least one.");
        }
    }
}

/// <summary>Where a model comes from.</summary>
public sealed record ModelProvenance
{
    /// <summary>Name of the architecture, as the trainer's <c>summary</c> command knows it.</summary>
    public required string Architecture { get; init; }

    /// <summary>Number of trained parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>The command that trained it.</summary>
    public required string Command { get; init; }

    /// <summary>SHA-256 over the training table: which sounds, with which labels, in which split.</summary>
    public required string DataHash { get; init; }

    /// <summary>When the file was written, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The random seed.</summary>
    public int Seed { get; init; }

    /// <summary>Figures measured when the file was written, such as "validation accuracy".</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();
}
