namespace DrumClassification.Library.Storage;

/// <summary>The tables of an index. docs/library.md describes them for people.</summary>
internal static class LibrarySchema
{
    /// <summary>Version of the tables; a later one is refused, and an earlier one would be brought up to date on opening.</summary>
    public const int Version = 1;

    /// <summary>Marks a SQLite file as an index of this program: "drum".</summary>
    public const int ApplicationId = 0x6472756d;

    // What a list needs stands in one table, what only a search or a picture needs in others, so that a list reads little.
    // Paths and hashes are bytes. Times are UTC in ticks of 100 ns since the year 1; NULL is "not known".
    public const string Tables = """
        CREATE TABLE folders (
            path BLOB PRIMARY KEY, recursive INTEGER NOT NULL, hidden INTEGER NOT NULL, indexed_at INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE models (
            id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, source TEXT NOT NULL, manifest TEXT NOT NULL, used_at INTEGER NOT NULL
        );

        CREATE TABLE sounds (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL, read_at INTEGER NOT NULL,
            missing INTEGER NOT NULL DEFAULT 0, hash BLOB, model INTEGER NOT NULL REFERENCES models(id), error TEXT,
            format TEXT, rate INTEGER, channels INTEGER, bits INTEGER, lossless INTEGER, floating INTEGER,
            whole_length INTEGER, heard INTEGER, is_whole INTEGER, peak REAL, loudness REAL,
            label TEXT, confidence REAL, reason INTEGER, kind TEXT, kind_label TEXT, kind_probability REAL, kind_uncertain INTEGER, warnings TEXT
        );
        CREATE INDEX sounds_by_content ON sounds(size, hash);
        CREATE INDEX sounds_by_hash ON sounds(hash);
        CREATE INDEX sounds_by_model ON sounds(model, missing);

        CREATE TABLE vectors (
            sound INTEGER PRIMARY KEY REFERENCES sounds(id) ON DELETE CASCADE, probabilities BLOB NOT NULL, kinds BLOB NOT NULL, embedding BLOB NOT NULL
        );

        CREATE TABLE shapes (
            sound INTEGER PRIMARY KEY REFERENCES sounds(id) ON DELETE CASCADE, waveform BLOB NOT NULL, envelope BLOB NOT NULL
        );

        CREATE TABLE corrections (
            hash BLOB PRIMARY KEY, label TEXT, kind TEXT, made_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        """;
}
