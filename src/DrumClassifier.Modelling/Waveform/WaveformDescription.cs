using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumClassification.Modelling.Waveform;

/// <summary>
/// What a program has to know of a model that takes samples: it stands in the file's metadata and, for runtimes that do not show those, in a JSON
/// file beside it.
/// </summary>
internal sealed record WaveformDescription
{
    /// <summary>The metadata key that holds the JSON.</summary>
    public const string MetadataKey = ModelReader.WaveformKey;

    /// <summary>Name of the input: float[batch, samples], mono, nominally −1 … 1; NaN fills the rows of shorter sounds.</summary>
    public required string Input { get; init; }

    /// <summary>Rate of the samples in Hz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>The classes, in the order of the output <see cref="ResultGraph.Probabilities"/>.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The kinds, in the order of the output <see cref="ResultGraph.KindProbabilities"/>.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Why an answer is uncertain, in the order of the output <see cref="ResultGraph.Reason"/>; the first one: it is not.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>A less probable class is uncertain.</summary>
    public required float UncertainBelow { get; init; }

    /// <summary>A less probable kind is uncertain.</summary>
    public required float KindUncertainBelow { get; init; }

    /// <summary>Describes the model that is made of another one.</summary>
    public static WaveformDescription Of(ModelManifest manifest) => new()
    {
        Input = WaveformModel.InputName,
        SampleRate = manifest.FrontEnd.SampleRate!.Value,
        Labels = manifest.Labels,
        Kinds = [.. manifest.Kinds.Select(kind => kind.Name)],
        Reasons = [.. Enum.GetNames<UncertainReason>().Select(JsonNamingPolicy.CamelCase.ConvertName)],
        UncertainBelow = manifest.Calibration.UncertainBelow,
        KindUncertainBelow = manifest.Calibration.KindUncertainBelow,
    };

    /// <summary>The description as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, WaveformJsonContext.Default.WaveformDescription);
}

/// <summary>Source-generated JSON, so that writing it needs no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(WaveformDescription))]
internal sealed partial class WaveformJsonContext : JsonSerializerContext;
