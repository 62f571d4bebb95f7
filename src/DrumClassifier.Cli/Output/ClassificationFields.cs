using System.Globalization;
using System.Text.Json;

namespace DrumClassification.Cli.Output;

/// <summary>What a file was found to be, as the machine-readable formats write it.</summary>
internal static class ClassificationFields
{
    /// <summary>Writes the members label, confidence and probabilities; null each where nothing was found.</summary>
    public static void Write(Utf8JsonWriter json, Classification? found)
    {
        json.WriteString("label", found?.Label);
        if (found is null)
        {
            json.WriteNull("confidence");
            json.WriteNull("probabilities");
            return;
        }

        json.WriteNumber("confidence", found.Confidence);
        WriteProbabilities(json, found);
    }

    /// <summary>Writes the members uncertain (null where nothing was found), a reason under the given name (null where there is none) and warnings.</summary>
    public static void WriteDoubt(Utf8JsonWriter json, string reasonName, Classification? found)
    {
        if (found is null)
        {
            json.WriteNull("uncertain");
        }
        else
        {
            json.WriteBoolean("uncertain", found.IsUncertain);
        }

        json.WriteString(reasonName, UncertainText.Name(found));
        json.WriteStartArray("warnings");
        foreach (string warning in found?.Warnings ?? [])
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the member probabilities: an object with a number for each class.</summary>
    public static void WriteProbabilities(Utf8JsonWriter json, Classification found)
    {
        json.WriteStartObject("probabilities");
        foreach (LabelProbability entry in found.Probabilities)
        {
            json.WriteNumber(entry.Label, entry.Probability);
        }

        json.WriteEndObject();
    }

    /// <summary>A number that reads back as itself.</summary>
    public static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
