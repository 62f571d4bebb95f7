using System.Text.Json;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>Front ends by name, for the command line.</summary>
internal static class FrontEndCatalog
{
    private static readonly Dictionary<string, FrontEndSettings> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["reference"] = FrontEndSettings.Reference,
    };

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The settings with that name, or those in a JSON file (an object with the properties of <see cref="FrontEndSettings"/> in camel case).</summary>
    /// <exception cref="DataSetException">There is neither such a name nor such a file, or its settings are not usable.</exception>
    public static FrontEndSettings Get(string nameOrFile)
    {
        if (Known.TryGetValue(nameOrFile, out FrontEndSettings? settings))
        {
            return settings;
        }

        if (!File.Exists(nameOrFile))
        {
            throw new DataSetException($"There is no front end '{nameOrFile}'. Known are: {string.Join(", ", Names)}; or name a JSON file of settings.");
        }

        return TrainingJson.Read<FrontEndSettings>(nameOrFile, "front-end settings", Check);
    }

    /// <summary>Refuses settings that no front end can be made of, or that would cost far too much.</summary>
    public static void Check(FrontEndSettings settings)
    {
        settings.Validate();
        FrontEndCost.CheckWork(settings);
    }
}
