using System.Text.Json;

namespace DrumClassification.Training.Data;

/// <summary>Front ends by name, for the command line.</summary>
public static class FrontEndCatalog
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
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrFile);
        if (Known.TryGetValue(nameOrFile, out FrontEndSettings? settings))
        {
            return settings;
        }

        if (!File.Exists(nameOrFile))
        {
            throw new DataSetException($"There is no front end '{nameOrFile}'. Known are: {string.Join(", ", Names)}; or name a JSON file of settings.");
        }

        try
        {
            settings = JsonSerializer.Deserialize<FrontEndSettings>(File.ReadAllText(nameOrFile), TrainingJson.Strict)
                ?? throw new DataSetException($"'{nameOrFile}' holds no front-end settings.");
            settings.Validate();
            FrontEndCost.CheckWork(settings);
            return settings;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"'{nameOrFile}' holds no usable front-end settings: {exception.Message}", exception);
        }
    }
}
