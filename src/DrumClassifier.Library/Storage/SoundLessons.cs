using DrumClassification.Library.Sounds;

namespace DrumClassification.Library.Storage;

/// <summary>What an index has to learn from.</summary>
internal static class SoundLessons
{
    private const string Columns = "s.path, c.label, s.label, s.confidence, v.embedding";
    private const string Tables = "sounds s JOIN vectors v ON v.sound = s.id LEFT JOIN corrections c ON c.hash = s.hash";
    private const string IsThere = "s.missing = 0 AND s.model = $model AND s.error IS NULL";

    /// <summary>The sounds that the user has said something of, each content once.</summary>
    /// <param name="database">The index.</param>
    /// <param name="model">Number of the model that listened to them.</param>
    public static List<LessonSound> Corrected(this LibraryDatabase database, long model)
    {
        using LibraryCommand all = database.Command($"SELECT {Columns} FROM {Tables} WHERE {IsThere} AND c.hash IS NOT NULL GROUP BY s.hash ORDER BY s.path", "$model");
        return all.All(Read, model);
    }

    /// <summary>Some of the sounds that a model is sure of and the user has said nothing of, each content once, by chance and the same every time.</summary>
    /// <param name="database">The index.</param>
    /// <param name="model">Number of the model.</param>
    /// <param name="label">The class that it heard.</param>
    /// <param name="count">How many at most.</param>
    public static List<LessonSound> Sure(this LibraryDatabase database, long model, string label, int count)
    {
        // The order of hashes is that of chance.
        using LibraryCommand some = database.Command(
            $"SELECT {Columns} FROM {Tables} WHERE {IsThere} AND c.hash IS NULL AND s.label = $label AND s.reason = 0 GROUP BY s.hash ORDER BY s.hash LIMIT $count", "$model", "$label", "$count");
        return some.All(Read, model, label, count);
    }

    private static LessonSound Read(Microsoft.Data.Sqlite.SqliteDataReader row) =>
        new(PathBytes.ToPath(row.GetFieldValue<byte[]>(0)), SoundRows.Text(row, 1), row.GetString(2), row.GetFloat(3), SoundRows.Numbers(row.GetFieldValue<byte[]>(4)));
}

/// <summary>A sound to learn from.</summary>
/// <param name="Path">Full real path.</param>
/// <param name="Said">The class that the user says it is; null for none of them, or nothing said.</param>
/// <param name="Heard">The class that the model heard.</param>
/// <param name="Confidence">How sure it was of it, 0 … 1.</param>
/// <param name="Embedding">What the network makes of it.</param>
internal sealed record LessonSound(string Path, string? Said, string Heard, float Confidence, float[] Embedding);
