using DrumClassification.Library.Sounds;

namespace DrumClassification.Library.Storage;

/// <summary>The small tables of an index: models, folders, corrections.</summary>
internal static class LibraryTables
{
    /// <summary>The number of a model.</summary>
    /// <param name="database">The index.</param>
    /// <param name="identity">See <see cref="ModelIdentity"/>.</param>
    /// <returns>Null if it has not listened to any sound.</returns>
    public static long? FindModel(this LibraryDatabase database, string identity)
    {
        using LibraryCommand find = database.Command("SELECT id FROM models WHERE identity = $identity", "$identity");
        return find.All(row => row.GetInt64(0), identity) is [long id] ? id : null;
    }

    /// <summary>The number of a model, which is given one if it has none.</summary>
    public static long AddModel(this LibraryDatabase database, string identity, ModelInfo model)
    {
        database.Execute(
            "INSERT INTO models (identity, source, manifest, used_at) VALUES ($identity, $source, $manifest, $now) ON CONFLICT(identity) DO UPDATE SET used_at = excluded.used_at",
            ("$identity", identity), ("$source", model.Source), ("$manifest", model.Manifest.ToJson()), ("$now", DateTime.UtcNow.Ticks));
        return database.FindModel(identity)!.Value;
    }

    /// <summary>The model that listened last, as its file described itself.</summary>
    /// <returns>Null for an index that nothing was indexed in.</returns>
    public static LibraryModel? LastModel(this LibraryDatabase database)
    {
        using LibraryCommand last = database.Command("SELECT id, identity, source, manifest FROM models ORDER BY used_at DESC LIMIT 1");
        return last.First(row => new LibraryModel(row.GetInt64(0), row.GetString(1), row.GetString(2), ModelManifest.FromJson(row.GetString(3))));
    }

    /// <summary>The folders that were indexed.</summary>
    public static IReadOnlyList<LibraryFolder> Folders(this LibraryDatabase database)
    {
        using LibraryCommand all = database.Command("SELECT path, recursive, hidden FROM folders ORDER BY path");
        return all.All(row => new LibraryFolder(PathBytes.ToPath(row.GetFieldValue<byte[]>(0)), row.GetBoolean(1), row.GetBoolean(2)));
    }

    /// <summary>Notes that a folder was indexed.</summary>
    public static void AddFolder(this LibraryDatabase database, LibraryFolder folder) => database.Execute(
        "INSERT INTO folders (path, recursive, hidden, indexed_at) VALUES ($path, $recursive, $hidden, $now) "
        + "ON CONFLICT(path) DO UPDATE SET recursive = excluded.recursive, hidden = excluded.hidden, indexed_at = excluded.indexed_at",
        ("$path", PathBytes.Of(folder.Path)), ("$recursive", folder.IsRecursive), ("$hidden", folder.WithHidden), ("$now", DateTime.UtcNow.Ticks));

    /// <summary>Forgets that a folder was indexed; its sounds stay known.</summary>
    /// <returns>How many folders that were.</returns>
    public static int RemoveFolder(this LibraryDatabase database, string path) => database.Execute("DELETE FROM folders WHERE path = $path", ("$path", PathBytes.Of(path)));

    /// <summary>Forgets sounds that are not there any more; what the user said of them is kept, and holds again where their content comes back.</summary>
    /// <returns>How many.</returns>
    public static int ForgetMissing(this LibraryDatabase database) => database.Execute("DELETE FROM sounds WHERE missing = 1");

    /// <summary>
    /// Notes what the user says of a sound. It belongs to the content, so that it goes along with files that are moved, copied or come back, and
    /// does not stay with a file whose content was replaced.
    /// </summary>
    /// <param name="database">The index.</param>
    /// <param name="correction">What was said; with neither class nor kind, what was said before is taken back.</param>
    public static void Correct(this LibraryDatabase database, Correction correction)
    {
        if (correction is { Label: null, Kind: null })
        {
            database.Execute("DELETE FROM corrections WHERE hash = $hash", ("$hash", correction.Hash));
            return;
        }

        database.Execute(
            "INSERT INTO corrections (hash, label, kind, made_at) VALUES ($hash, $label, $kind, $now) "
            + "ON CONFLICT(hash) DO UPDATE SET label = excluded.label, kind = excluded.kind, made_at = excluded.made_at",
            ("$hash", correction.Hash), ("$label", correction.Label), ("$kind", correction.Kind), ("$now", DateTime.UtcNow.Ticks));
    }

    /// <summary>What the user has said, of all contents, also those of no sound that is there.</summary>
    public static IReadOnlyList<Correction> Corrections(this LibraryDatabase database)
    {
        using LibraryCommand all = database.Command("SELECT hash, label, kind FROM corrections ORDER BY made_at, hash");
        return all.All(row => new Correction(row.GetFieldValue<byte[]>(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)));
    }

    /// <summary>What the user has said of a content.</summary>
    public static Correction? CorrectionOf(this LibraryDatabase database, byte[] hash)
    {
        using LibraryCommand one = database.Command("SELECT hash, label, kind FROM corrections WHERE hash = $hash", "$hash");
        return one.First(row => new Correction(row.GetFieldValue<byte[]>(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)), hash);
    }
}

/// <summary>A model that has listened to sounds of an index.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Identity">See <see cref="ModelIdentity"/>.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Manifest">What its file says of itself.</param>
internal sealed record LibraryModel(long Id, string Identity, string Source, ModelManifest Manifest);

/// <summary>A folder of an index.</summary>
/// <param name="Path">Full real path.</param>
/// <param name="IsRecursive">Whether sub-folders were looked into.</param>
/// <param name="WithHidden">Whether hidden folders were.</param>
internal sealed record LibraryFolder(string Path, bool IsRecursive, bool WithHidden);

/// <summary>What a user says of a sound.</summary>
/// <param name="Hash">SHA-256 of the bytes of its file.</param>
/// <param name="Label">The class; null for none of them, or nothing said.</param>
/// <param name="Kind">The kind; null for nothing said.</param>
internal sealed record Correction(byte[] Hash, string? Label, string? Kind);
