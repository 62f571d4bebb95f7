using System.Runtime.InteropServices;
using System.Text.Json;
using DrumClassification.Library.Sounds;
using Microsoft.Data.Sqlite;

namespace DrumClassification.Library.Storage;

/// <summary>Sounds to rows and back, without a bit lost: an answer from an index is the answer that the model gave.</summary>
internal static class SoundRows
{
    /// <summary>The columns of <see cref="Known"/>.</summary>
    public const string KnownColumns = "s.id, s.path, s.size, s.modified, s.read_at, s.model, s.missing, s.error IS NOT NULL, s.hash";

    /// <summary>The columns of <see cref="Stored"/>, of <c>sounds s JOIN vectors v JOIN shapes h</c>.</summary>
    public const string StoredColumns = KnownColumns
        + ", s.format, s.rate, s.channels, s.bits, s.lossless, s.floating, s.whole_length, s.heard, s.is_whole, s.peak, s.loudness"
        + ", s.label, s.confidence, s.reason, s.kind, s.kind_label, s.kind_probability, s.kind_uncertain, s.warnings, v.probabilities, v.embedding, h.waveform, h.envelope, v.kinds";

    /// <summary>The tables of <see cref="Stored"/>.</summary>
    public const string StoredTables = "sounds s JOIN vectors v ON v.sound = s.id JOIN shapes h ON h.sound = s.id";

    private const int FirstMeasure = 9;
    private const int FirstAnswer = 20;

    /// <summary>Reads a row's file.</summary>
    public static KnownSound Known(SqliteDataReader row) => new(
        row.GetInt64(0),
        PathBytes.ToPath(row.GetFieldValue<byte[]>(1)),
        new FileStamp(row.GetInt64(2), row.GetInt64(3)),
        row.GetInt64(4),
        row.GetInt64(5),
        row.GetBoolean(6),
        row.GetBoolean(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8));

    /// <summary>Reads a whole row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="labels">The classes of the model that listened to it, in its order.</param>
    public static StoredSound Stored(SqliteDataReader row, IReadOnlyList<string> labels)
    {
        string[] warnings = JsonSerializer.Deserialize(row.GetString(FirstAnswer + 7), RowJson.Default.StringArray)!;
        return new StoredSound(Known(row), Answer(row, labels, warnings), Measure(row, warnings));
    }

    /// <summary>The bytes of some numbers.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> numbers) => MemoryMarshal.AsBytes(numbers).ToArray();

    /// <summary>The numbers of some bytes.</summary>
    public static float[] Numbers(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();

    /// <summary>Warnings as a column has them.</summary>
    public static string Text(IReadOnlyList<string> warnings) => JsonSerializer.Serialize([.. warnings], RowJson.Default.StringArray);

    private static Classification Answer(SqliteDataReader row, IReadOnlyList<string> labels, string[] warnings)
    {
        float[] probabilities = Numbers(row.GetFieldValue<byte[]>(FirstAnswer + 8));
        if (probabilities.Length != labels.Count)
        {
            throw new FormatException($"A row has {probabilities.Length} probabilities of {labels.Count} classes.");
        }

        var reason = (UncertainReason)row.GetInt32(FirstAnswer + 2);
        return new Classification(
            row.GetString(FirstAnswer),
            row.GetFloat(FirstAnswer + 1),
            [.. labels.Select((label, index) => new LabelProbability(label, probabilities[index]))],
            reason != UncertainReason.None)
        {
            Reason = reason,
            Warnings = warnings,
            Duration = TimeSpan.FromTicks(row.GetInt64(FirstMeasure + 7)),
            Kind = row.IsDBNull(FirstAnswer + 3)
                ? null
                : new SoundKind(row.GetString(FirstAnswer + 3), Text(row, FirstAnswer + 4), row.GetFloat(FirstAnswer + 5), row.GetBoolean(FirstAnswer + 6)),
            Embedding = Numbers(row.GetFieldValue<byte[]>(FirstAnswer + 9)),
            KindProbabilities = Numbers(row.GetFieldValue<byte[]>(FirstAnswer + 12)),
        };
    }

    private static SoundMeasure Measure(SqliteDataReader row, string[] warnings) => new(
        new AudioSourceInfo(row.GetString(FirstMeasure), row.GetInt32(FirstMeasure + 1), row.GetInt32(FirstMeasure + 2))
        {
            BitsPerSample = row.IsDBNull(FirstMeasure + 3) ? null : row.GetInt32(FirstMeasure + 3),
            IsLossless = row.GetBoolean(FirstMeasure + 4),
            IsFloat = row.GetBoolean(FirstMeasure + 5),
            Duration = row.IsDBNull(FirstMeasure + 6) ? null : TimeSpan.FromTicks(row.GetInt64(FirstMeasure + 6)),
            Warnings = warnings,
        },
        TimeSpan.FromTicks(row.GetInt64(FirstMeasure + 7)),
        row.GetBoolean(FirstMeasure + 8),
        row.GetFloat(FirstMeasure + 9),
        row.GetFloat(FirstMeasure + 10),
        row.GetFieldValue<byte[]>(FirstAnswer + 10),
        BandEnvelope.FromBytes(row.GetFieldValue<byte[]>(FirstAnswer + 11)));

    /// <summary>The text of a column; null for NULL.</summary>
    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>Lists to JSON without reflection.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class RowJson : System.Text.Json.Serialization.JsonSerializerContext;
