using System.Text.Json;

namespace DrumClassification;

/// <summary>
/// Reads a manifest's JSON by hand: a serializer, which makes its converters at run time, takes a third of the time that a program
/// needs to start and classify one file. Property names are those that <see cref="ManifestJsonContext"/> writes, and all are known.
/// </summary>
internal static class ModelManifestReader
{
    /// <summary>The manifest, complete but not checked any further.</summary>
    /// <exception cref="InvalidModelException">It is no JSON, a property is missing, unknown or of another type; the message names it.</exception>
    public static ModelManifest Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return ReadManifest(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception.Message, exception);
        }
    }

    private static ModelManifest ReadManifest(JsonElement element)
    {
        int? version = null;
        string[]? labels = null;
        ModelKind[] kinds = [];
        FrontEndSettings? frontEnd = null;
        ModelCalibration? calibration = null;
        ModelProvenance? provenance = null;
        ReadObject(element, "the manifest", (name, value) =>
        {
            switch (name)
            {
                case "schemaVersion": version = value.GetInt32(); break;
                case "labels": labels = [.. value.EnumerateArray().Select(Text)]; break;
                case "kinds": kinds = [.. value.EnumerateArray().Select(ReadKind)]; break;
                case "frontEnd": frontEnd = ReadFrontEnd(value); break;
                case "calibration": calibration = ReadCalibration(value); break;
                case "provenance": provenance = ReadProvenance(value); break;
                default: return false;
            }

            return true;
        });
        return new ModelManifest
        {
            SchemaVersion = version ?? throw Missing("schemaVersion"),
            Labels = labels ?? throw Missing("labels"),
            Kinds = kinds,
            FrontEnd = frontEnd ?? throw Missing("frontEnd"),
            Calibration = calibration ?? throw Missing("calibration"),
            Provenance = provenance ?? throw Missing("provenance"),
        };
    }

    private static ModelKind ReadKind(JsonElement element)
    {
        string? kind = null;
        string? label = null;
        ReadObject(element, "a kind", (name, value) =>
        {
            switch (name)
            {
                case "name": kind = Text(value); break;
                case "label": label = OrNull(value) is { } given ? Text(given) : null; break;
                default: return false;
            }

            return true;
        });
        return new ModelKind(kind ?? throw Missing("name"), label);
    }

    private static FrontEndSettings ReadFrontEnd(JsonElement element)
    {
        FrontEndSettings settings = new();
        ReadObject(element, "the front end", (name, value) =>
        {
            FrontEndSettings? read = name switch
            {
                "sampleRate" => settings with { SampleRate = OrNull(value)?.GetInt32() },
                "fftSize" => settings with { FftSize = value.GetInt32() },
                "windowLength" => settings with { WindowLength = value.GetInt32() },
                "lowBandWindowLength" => settings with { LowBandWindowLength = OrNull(value)?.GetInt32() },
                "lowBandMaxFrequency" => settings with { LowBandMaxFrequency = value.GetDouble() },
                "hopLength" => settings with { HopLength = value.GetInt32() },
                "hopGrowth" => settings with { HopGrowth = value.GetDouble() },
                "melBands" => settings with { MelBands = value.GetInt32() },
                "minFrequency" => settings with { MinFrequency = value.GetDouble() },
                "maxFrequency" => settings with { MaxFrequency = OrNull(value)?.GetDouble() },
                "melScale" => settings with { MelScale = Choice(value, MelScale.Slaney, MelScale.Htk) },
                "melBreakFrequency" => settings with { MelBreakFrequency = value.GetDouble() },
                "melNormalization" => settings with { MelNormalization = Choice(value, MelNormalization.Slaney, MelNormalization.None) },
                "centered" => settings with { Centered = value.GetBoolean() },
                "frames" => settings with { Frames = value.GetInt32() },
                "decibelReference" => settings with { DecibelReference = Choice(value, DecibelReference.Maximum, DecibelReference.One) },
                "minPower" => settings with { MinPower = value.GetDouble() },
                "dynamicRangeDecibels" => settings with { DynamicRangeDecibels = value.GetDouble() },
                "paddingDecibels" => settings with { PaddingDecibels = value.GetDouble() },
                "onsetThresholdDecibels" => settings with { OnsetThresholdDecibels = OrNull(value)?.GetDouble() },
                "onsetRule" => settings with { OnsetRule = Choice(value, OnsetRule.FirstSample, OnsetRule.Attack) },
                "onsetPreRollSeconds" => settings with { OnsetPreRollSeconds = value.GetDouble() },
                "signalGate" => settings with { SignalGate = Choice(value, SignalGate.None, SignalGate.SingleHit) },
                "maxSeconds" => settings with { MaxSeconds = OrNull(value)?.GetDouble() },
                "normalizePeak" => settings with { NormalizePeak = value.GetBoolean() },
                "outputOffset" => settings with { OutputOffset = value.GetDouble() },
                "outputScale" => settings with { OutputScale = value.GetDouble() },
                _ => null,
            };
            settings = read ?? settings;
            return read is not null;
        });
        return settings;
    }

    private static ModelCalibration ReadCalibration(JsonElement element)
    {
        ModelCalibration calibration = new();
        ReadObject(element, "the calibration", (name, value) =>
        {
            ModelCalibration? read = name switch
            {
                "temperature" => calibration with { Temperature = value.GetSingle() },
                "uncertainBelow" => calibration with { UncertainBelow = value.GetSingle() },
                "sureFrom" => calibration with { SureFrom = OrNull(value)?.GetSingle() },
                "kindTemperature" => calibration with { KindTemperature = value.GetSingle() },
                "kindUncertainBelow" => calibration with { KindUncertainBelow = value.GetSingle() },
                _ => null,
            };
            calibration = read ?? calibration;
            return read is not null;
        });
        return calibration;
    }

    private static ModelProvenance ReadProvenance(JsonElement element)
    {
        string? architecture = null;
        long? parameters = null;
        string? command = null;
        string? dataHash = null;
        DateTimeOffset? created = null;
        int seed = 0;
        Dictionary<string, double> metrics = [];
        ReadObject(element, "the provenance", (name, value) =>
        {
            switch (name)
            {
                case "architecture": architecture = Text(value); break;
                case "parameters": parameters = value.GetInt64(); break;
                case "command": command = Text(value); break;
                case "dataHash": dataHash = Text(value); break;
                case "created": created = value.GetDateTimeOffset(); break;
                case "seed": seed = value.GetInt32(); break;
                case "metrics":
                    foreach (JsonProperty metric in value.EnumerateObject())
                    {
                        metrics[metric.Name] = metric.Value.GetDouble();
                    }

                    break;
                default: return false;
            }

            return true;
        });
        return new ModelProvenance
        {
            Architecture = architecture ?? throw Missing("architecture"),
            Parameters = parameters ?? throw Missing("parameters"),
            Command = command ?? throw Missing("command"),
            DataHash = dataHash ?? throw Missing("dataHash"),
            Created = created ?? throw Missing("created"),
            Seed = seed,
            Metrics = metrics,
        };
    }

    /// <summary>Hands every property over; false says that it is not known.</summary>
    private static void ReadObject(JsonElement element, string what, Func<string, JsonElement, bool> read)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Unreadable($"{what} is {element.ValueKind} and not an object");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            try
            {
                if (!read(property.Name, property.Value))
                {
                    throw Unreadable($"{what} has a property '{property.Name}', which this version does not know");
                }
            }
            catch (Exception exception) when (exception is InvalidOperationException or FormatException)
            {
                throw Unreadable($"'{property.Name}' cannot be {Shortened(property.Value.GetRawText())}", exception);
            }
        }
    }

    private static JsonElement? OrNull(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("A text is null.");

    /// <summary>One of two names, of any case.</summary>
    private static T Choice<T>(JsonElement value, T first, T second)
        where T : struct, Enum
    {
        string text = Text(value);
        return text.Equals(first.ToString(), StringComparison.OrdinalIgnoreCase) ? first
            : text.Equals(second.ToString(), StringComparison.OrdinalIgnoreCase) ? second
            : throw new FormatException($"'{text}' is no {typeof(T).Name}.");
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static InvalidModelException Missing(string name) => Unreadable($"'{name}' is missing");

    private static InvalidModelException Unreadable(string problem, Exception? inner = null) =>
        new($"The model's metadata entry '{ModelManifest.MetadataKey}' cannot be read: {problem}", inner);
}
