using System.Runtime.InteropServices;
using DrumClassification.Library.Sounds;

namespace DrumClassification.Library.Storage;

/// <summary>Questions to an index. For one thread at a time, like its connection.</summary>
/// <param name="database">The index.</param>
internal sealed class SoundReader(LibraryDatabase database) : IDisposable
{
    private readonly LibraryCommand _find = database.Command($"SELECT {SoundRows.StoredColumns} FROM {SoundRows.StoredTables} WHERE s.path = $path AND s.model = $model", "$path", "$model");
    private readonly LibraryCommand _same = database.Command($"SELECT {SoundRows.KnownColumns} FROM sounds s WHERE s.size = $size AND s.hash = $hash ORDER BY s.missing DESC, s.id", "$size", "$hash");
    private readonly LibraryCommand _hash = database.Command("SELECT 1 FROM sounds WHERE size = $size LIMIT 1", "$size");

    /// <summary>What is known of a file as it is now.</summary>
    /// <param name="path">Its full real path.</param>
    /// <param name="now">How it looks.</param>
    /// <param name="model">Number of the model whose answer is wanted.</param>
    /// <param name="labels">That model's classes.</param>
    /// <returns>Null if it is not known, has changed, could not be read, or another model has listened to it.</returns>
    public StoredSound? Find(string path, FileStamp now, long model, IReadOnlyList<string> labels) =>
        PathBytes.Has(path) && _find.First(row => SoundRows.Stored(row, labels), PathBytes.Of(path), model) is { } stored && stored.Known.IsUnchanged(now) ? stored : null;

    /// <summary>True if a sound of some size is known, so that it is worth to hash another one.</summary>
    public bool HasSize(long size) => _hash.First(_ => "", size) is not null;

    /// <summary>The sounds with some content, those that are not there any more first.</summary>
    public List<KnownSound> WithContent(long size, byte[] hash) => _same.All(SoundRows.Known, size, hash);

    /// <summary>Every sound's file, those that are not there any more too.</summary>
    public List<KnownSound> All()
    {
        using LibraryCommand all = database.Command($"SELECT {SoundRows.KnownColumns} FROM sounds s");
        return all.All(SoundRows.Known);
    }

    /// <summary>Every sound that is there and that a model has listened to, in the order of paths.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="labels">Its classes.</param>
    public List<StoredSound> Stored(long model, IReadOnlyList<string> labels)
    {
        var all = new List<StoredSound>();
        ForEach(model, labels, all.Add);
        return all;
    }

    /// <summary>Tells of these one after the other, so that not all have to be kept.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="labels">Its classes.</param>
    /// <param name="take">Is told.</param>
    public void ForEach(long model, IReadOnlyList<string> labels, Action<StoredSound> take)
    {
        using LibraryCommand all = database.Command(
            $"SELECT {SoundRows.StoredColumns} FROM {SoundRows.StoredTables} WHERE s.model = $model AND s.missing = 0 ORDER BY s.path", "$model");
        all.ForEach(row => take(SoundRows.Stored(row, labels)), model);
    }

    /// <summary>One sound.</summary>
    /// <returns>Null if there is none of that number, or it could not be read.</returns>
    public StoredSound? Get(long id, IReadOnlyList<string> labels)
    {
        using LibraryCommand one = database.Command($"SELECT {SoundRows.StoredColumns} FROM {SoundRows.StoredTables} WHERE s.id = $id", "$id");
        return one.First(row => SoundRows.Stored(row, labels), id);
    }

    /// <summary>Tells of the embeddings of the sounds that are there and that a model has listened to.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="take">Is given the number of a sound and its embedding, which is there for the time of the call.</param>
    public void ForEachVector(long model, Action<long, ReadOnlySpan<float>> take)
    {
        using LibraryCommand all = database.Command(
            "SELECT s.id, v.embedding FROM sounds s JOIN vectors v ON v.sound = s.id WHERE s.model = $model AND s.missing = 0", "$model");

        // Where SQLite has it: copies of 100,000 blobs would cost more than the search.
        all.ForEach(row => take(row.GetInt64(0), MemoryMarshal.Cast<byte, float>(SQLitePCL.raw.sqlite3_column_blob(row.Handle!, 1))), model);
    }

    /// <summary>How many sounds are there, are not any more, and could not be read.</summary>
    public LibraryCounts Count()
    {
        using LibraryCommand count = database.Command("SELECT coalesce(sum(missing = 0), 0), coalesce(sum(missing), 0), coalesce(sum(missing = 0 AND error IS NOT NULL), 0) FROM sounds");
        return count.First(row => new LibraryCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)))!;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _find.Dispose();
        _same.Dispose();
        _hash.Dispose();
    }
}

/// <summary>How many sounds an index knows.</summary>
/// <param name="Present">That are there.</param>
/// <param name="Missing">That are not there any more.</param>
/// <param name="Failed">Of those that are there: that could not be read.</param>
internal sealed record LibraryCounts(int Present, int Missing, int Failed);
