using DrumClassification.Library.Storage;

namespace DrumClassification.Library.Search;

/// <summary>The projections of an index: where the map puts a sound must not depend on what else is there.</summary>
internal static class LibraryMaps
{
    // Only a page needs it, so that it is made when the first one does.
    private const string Table = "CREATE TABLE IF NOT EXISTS maps (model INTEGER PRIMARY KEY, made_of INTEGER NOT NULL, basis BLOB NOT NULL)";

    /// <summary>A library that has grown by this factor since its projection was made gets another one.</summary>
    private const int Growth = 4;

    /// <summary>The projection for a model's embeddings, made and stored where there is none that fits.</summary>
    public static MapProjection Projection(this LibraryDatabase database, long model, EmbeddingTable table)
    {
        database.Execute(Table);
        using LibraryCommand find = database.Command("SELECT made_of, basis FROM maps WHERE model = $model", "$model");
        (long MadeOf, MapProjection? Map)[] known =
            [.. find.All(row => (row.GetInt64(0), MapProjection.FromNumbers(SoundRows.Numbers(row.GetFieldValue<byte[]>(1)))), model)];
        if (known is [{ Map: { } map } one] && map.Length == table.Length && table.Count < Growth * one.MadeOf)
        {
            return map;
        }

        var made = MapProjection.Of(table);
        if (table.Count > 0)
        {
            database.Execute(
                "INSERT INTO maps (model, made_of, basis) VALUES ($model, $count, $basis) ON CONFLICT(model) DO UPDATE SET made_of = excluded.made_of, basis = excluded.basis",
                ("$model", model), ("$count", table.Count), ("$basis", SoundRows.Bytes(made.ToNumbers())));
        }

        return made;
    }
}
