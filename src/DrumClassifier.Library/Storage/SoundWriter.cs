using DrumClassification.Library.Sounds;

namespace DrumClassification.Library.Storage;

/// <summary>Changes to an index, each of which leaves it whole. Call them within <see cref="LibraryDatabase.InTransaction"/>.</summary>
/// <param name="database">The index.</param>
internal sealed class SoundWriter(LibraryDatabase database) : IDisposable
{
    private const string Values =
        "format, rate, channels, bits, lossless, floating, whole_length, heard, is_whole, peak, loudness, label, confidence, reason, kind, kind_label, kind_probability, kind_uncertain, warnings";

    private static readonly string[] Columns = ["path", "size", "modified", "read_at", "hash", "model", "error", .. Values.Split(", ")];

    private readonly LibraryCommand _store = database.Command(
        $"INSERT INTO sounds ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(column => "$" + column))}) "
        + $"ON CONFLICT(path) DO UPDATE SET missing = 0, {string.Join(", ", Columns.Skip(1).Select(column => $"{column} = excluded.{column}"))} RETURNING id",
        [.. Columns.Select(column => "$" + column)]);

    private readonly LibraryCommand _vectors = database.Command(
        "INSERT INTO vectors (sound, probabilities, kinds, embedding) VALUES ($id, $p, $k, $e) ON CONFLICT(sound) DO UPDATE SET probabilities = excluded.probabilities, kinds = excluded.kinds, embedding = excluded.embedding",
        "$id", "$p", "$k", "$e");

    private readonly LibraryCommand _shapes = database.Command(
        "INSERT INTO shapes (sound, waveform, envelope) VALUES ($id, $w, $e) ON CONFLICT(sound) DO UPDATE SET waveform = excluded.waveform, envelope = excluded.envelope", "$id", "$w", "$e");

    private readonly LibraryCommand _dropVectors = database.Command("DELETE FROM vectors WHERE sound = $id", "$id");
    private readonly LibraryCommand _dropShapes = database.Command("DELETE FROM shapes WHERE sound = $id", "$id");
    private readonly LibraryCommand _missing = database.Command("UPDATE sounds SET missing = 1 WHERE id = $id AND path = $path", "$id", "$path");
    private readonly LibraryCommand _seen = database.Command(
        "UPDATE sounds SET missing = 0, size = $size, modified = $modified, read_at = $at WHERE id = $id AND path = $path", "$size", "$modified", "$at", "$id", "$path");

    private readonly LibraryCommand _makeRoom = database.Command("DELETE FROM sounds WHERE path = $path AND id <> $id", "$path", "$id");
    private readonly LibraryCommand _move = database.Command(
        "UPDATE sounds SET path = $to, missing = 0, size = $size, modified = $modified, read_at = $at WHERE id = $id AND path = $from", "$to", "$size", "$modified", "$at", "$id", "$from");

    private readonly LibraryCommand _copy = database.Command(
        $"INSERT INTO sounds (path, size, modified, read_at, hash, model, {Values}) SELECT $path, $size, $modified, $at, hash, model, {Values} FROM sounds WHERE id = $of RETURNING id",
        "$path", "$size", "$modified", "$at", "$of");

    private readonly LibraryCommand _copyVectors = database.Command(
        "INSERT OR REPLACE INTO vectors (sound, probabilities, kinds, embedding) SELECT $id, probabilities, kinds, embedding FROM vectors WHERE sound = $of", "$id", "$of");

    private readonly LibraryCommand _copyShapes = database.Command(
        "INSERT OR REPLACE INTO shapes (sound, waveform, envelope) SELECT $id, waveform, envelope FROM shapes WHERE sound = $of", "$id", "$of");

    /// <summary>Stores a sound that was read, in place of what was known of its path.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="model">Number of the model that listened to it.</param>
    public void Store(ReadSound sound, long model)
    {
        AudioSourceInfo? source = sound.Measure?.Source;
        Classification? found = sound.Found;
        long id = long.Parse(_store.First(
            row => row.GetString(0),
            PathBytes.Of(sound.Path), sound.Stamp.Size, sound.Stamp.Modified, sound.ReadAt, sound.Hash, model, sound.Error,
            source?.Format, source?.SampleRate, source?.Channels, source?.BitsPerSample, source?.IsLossless, source?.IsFloat, source?.Duration?.Ticks,
            found?.Duration.Ticks, sound.Measure?.IsWhole, sound.Measure?.PeakDecibels, sound.Measure?.Loudness,
            found?.Label, found?.Confidence, (int?)found?.Reason, found?.Kind?.Name, found?.Kind?.Label, found?.Kind?.Probability, found?.Kind?.IsUncertain,
            found is null ? null : SoundRows.Text(found.Warnings))!, System.Globalization.CultureInfo.InvariantCulture);
        if (found is null || sound.Measure is null)
        {
            _dropVectors.Execute(id);
            _dropShapes.Execute(id);
            return;
        }

        _vectors.Execute(id, SoundRows.Bytes([.. found.Probabilities.Select(one => one.Probability)]), SoundRows.Bytes(found.KindProbabilities.Span), SoundRows.Bytes(found.Embedding.Span));
        _shapes.Execute(id, sound.Measure.Waveform, sound.Measure.Envelope.Bytes.ToArray());
    }

    /// <summary>A known sound is where it was, with the content that it had.</summary>
    public void Seen(KnownSound known, FileStamp now, long readAt) => _seen.Execute(now.Size, now.Modified, readAt, known.Id, PathBytes.Of(known.Path));

    /// <summary>A known sound is not there any more. It stays known, and comes back where it comes back.</summary>
    /// <returns>False if it is known elsewhere by now.</returns>
    public bool Missing(KnownSound known) => _missing.Execute(known.Id, PathBytes.Of(known.Path)) > 0;

    /// <summary>A known sound that was missing is at another path now, with the content that it had.</summary>
    public void Move(KnownSound known, string path, FileStamp now, long readAt)
    {
        byte[] to = PathBytes.Of(path);
        _makeRoom.Execute(to, known.Id);
        _move.Execute(to, now.Size, now.Modified, readAt, known.Id, PathBytes.Of(known.Path));
    }

    /// <summary>Another file has the content of a known sound, so that all is known of it without reading it.</summary>
    public void Copy(KnownSound known, string path, FileStamp now, long readAt)
    {
        byte[] to = PathBytes.Of(path);
        _makeRoom.Execute(to, known.Id);
        if (_copy.First(row => row.GetString(0), to, now.Size, now.Modified, readAt, known.Id) is { } id)
        {
            _copyVectors.Execute(id, known.Id);
            _copyShapes.Execute(id, known.Id);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (LibraryCommand command in new[] { _store, _vectors, _shapes, _dropVectors, _dropShapes, _missing, _seen, _makeRoom, _move, _copy, _copyVectors, _copyShapes })
        {
            command.Dispose();
        }
    }
}
