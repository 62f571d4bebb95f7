using System.Text.Json;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Files;

namespace DrumClassification.Cli.Scale;

/// <summary>
/// How the rows of a file were made, in a file beside them (<c>results.jsonl.run.json</c>): so that no run goes on with another model, and none writes
/// into a file that is not its own.
/// </summary>
/// <param name="Model">Identity of the model and of the code that asked it.</param>
/// <param name="Names">What names were to the answers.</param>
/// <param name="MaxLength">How long a hit could be in seconds; null for the library's own limit.</param>
/// <param name="Shard">Which part of the files, such as "0/4".</param>
internal sealed record RunSettings(string Model, string Names, double? MaxLength, string Shard)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where they are for a file with rows.</summary>
    public static string PathFor(string rows) => rows + ".run.json";

    /// <summary>Those of a file with rows; null if there are none.</summary>
    /// <exception cref="WrongUseException">They cannot be understood.</exception>
    public static RunSettings? Find(string rows)
    {
        string path = PathFor(rows);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<RunSettings>(File.ReadAllText(path), Json) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new WrongUseException($"'{path}' does not say how '{rows}' was made; name another output, or delete both to begin again.", exception);
        }
    }

    /// <summary>Writes them beside a file with rows.</summary>
    public void Save(string rows) => AtomicFile.Write(PathFor(rows), JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>What differs, in words; null if rows of both may stand in one file.</summary>
    public string? Difference(RunSettings other) =>
        Model != other.Model ? "another model or version of this program"
        : Names != other.Names ? $"--names {other.Names}"
        : MaxLength != other.MaxLength ? "another --max-length"
        : null;
}
