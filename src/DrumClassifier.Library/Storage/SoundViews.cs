using System.Globalization;
using System.Text;
using DrumClassification.Library.Sounds;
using Microsoft.Data.Sqlite;

namespace DrumClassification.Library.Storage;

/// <summary>Lists of sounds for looking at. For one thread at a time, like its connection.</summary>
/// <param name="database">The index.</param>
internal sealed class SoundViews(LibraryDatabase database)
{
    private const string HasCopies = "s.hash IN (SELECT hash FROM sounds WHERE missing = 0 AND hash IS NOT NULL GROUP BY hash HAVING count(*) > 1)";

    private const string RowColumns =
        $"s.id, s.path, s.size, s.missing, s.error, s.format, s.rate, s.channels, s.heard, s.loudness, s.label, {SoundGroup.Confidence}, s.reason, "
        + $"s.kind, s.kind_uncertain, s.warnings, {SoundGroup.Group}, {SoundGroup.Kind}, {SoundGroup.State}, v.probabilities, h.waveform, s.bits, s.lossless, s.hash";

    /// <summary>The numbers of the sounds that are there and wanted, in the order that is wanted.</summary>
    public List<long> Ids(SoundFilter filter)
    {
        var parameters = new List<(string Name, object? Value)>();
        string sql = $"SELECT s.id FROM {SoundGroup.Tables} WHERE s.missing = 0{Conditions(filter, parameters)} ORDER BY {Order(filter.Order)}";
        using LibraryCommand command = database.Command(sql, [.. parameters.Select(parameter => parameter.Name)]);
        return command.All(row => row.GetInt64(0), [.. parameters.Select(parameter => parameter.Value)]);
    }

    /// <summary>Some sounds; those that are not there any more are left out.</summary>
    public List<SoundLine> Lines(IEnumerable<long> ids)
    {
        using LibraryCommand one = database.Command(
            $"SELECT {RowColumns} FROM {SoundGroup.Tables} LEFT JOIN vectors v ON v.sound = s.id LEFT JOIN shapes h ON h.sound = s.id WHERE s.id = $id", "$id");
        return [.. ids.SelectMany(id => one.All(Line, id))];
    }

    /// <summary>How many sounds each class, kind and state has.</summary>
    public SoundFacets Facets()
    {
        // One look at all sounds for the three.
        using LibraryCommand all = database.Command(
            $"SELECT {SoundGroup.Group} AS g, {SoundGroup.Kind} AS k, {SoundGroup.State} AS t, count(*) FROM {SoundGroup.Tables} WHERE s.missing = 0 GROUP BY g, k, t");
        using LibraryCommand twice = database.Command(
            "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM sounds WHERE missing = 0 AND hash IS NOT NULL GROUP BY hash HAVING n > 1)");
        List<(string? Group, string? Kind, string? State, int Count)> rows = all.All(row => (SoundRows.Text(row, 0), SoundRows.Text(row, 1), SoundRows.Text(row, 2), row.GetInt32(3)));
        return new SoundFacets(Sums(row => row.Group), Sums(row => row.Kind), Sums(row => row.State), twice.All(row => row.GetInt32(0))[0]);

        Dictionary<string, int> Sums(Func<(string? Group, string? Kind, string? State, int Count), string?> name) =>
            rows.Where(row => name(row) is not null).GroupBy(row => name(row)!, row => row.Count).ToDictionary(group => group.Key, group => group.Sum());
    }

    /// <summary>The folders that hold sounds, each with the number of sounds right in it.</summary>
    public Dictionary<string, int> Folders()
    {
        using LibraryCommand all = database.Command("SELECT path FROM sounds WHERE missing = 0");
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string folder in all.All(row => Path.GetDirectoryName(PathBytes.ToPath(row.GetFieldValue<byte[]>(0))) ?? ""))
        {
            counts[folder] = counts.GetValueOrDefault(folder) + 1;
        }

        return counts;
    }

    /// <summary>Every sound of which there are others with the same bytes, content by content, in the order of paths.</summary>
    public List<(long Id, string Path, byte[] Hash)> WithSameContent()
    {
        using LibraryCommand all = database.Command($"SELECT id, path, hash FROM sounds s WHERE missing = 0 AND {HasCopies} ORDER BY hash, path");
        return all.All(row => (row.GetInt64(0), PathBytes.ToPath(row.GetFieldValue<byte[]>(1)), row.GetFieldValue<byte[]>(2)));
    }

    /// <summary>A text that changes with the sounds that are there, and with what was heard of them; not with what the user says.</summary>
    public string State()
    {
        using LibraryCommand state = database.Command(
            "SELECT count(*) || ' ' || coalesce(sum(missing), 0) || ' ' || coalesce(max(read_at), 0) || ' ' || coalesce(max(id), 0) || ' ' || coalesce(max(model), 0) FROM sounds");
        return state.First(row => row.GetString(0))!;
    }

    /// <summary>The class, or percussion, of every sound that is there.</summary>
    public Dictionary<long, string> Groups()
    {
        using LibraryCommand all = database.Command($"SELECT s.id, {SoundGroup.Group} FROM {SoundGroup.Tables} WHERE s.missing = 0 AND s.error IS NULL");
        return all.All(row => (Id: row.GetInt64(0), Group: row.GetString(1))).ToDictionary(row => row.Id, row => row.Group);
    }

    /// <summary>Every sound that the user has said something of.</summary>
    public List<CorrectedSound> Corrected()
    {
        using LibraryCommand all = database.Command(
            "SELECT s.path, c.hash, c.label, c.kind, s.label, s.kind FROM corrections c JOIN sounds s ON s.hash = c.hash WHERE s.missing = 0 ORDER BY s.path");
        return all.All(row => new CorrectedSound(
            PathBytes.ToPath(row.GetFieldValue<byte[]>(0)), row.GetFieldValue<byte[]>(1), SoundRows.Text(row, 2), SoundRows.Text(row, 3), SoundRows.Text(row, 4), SoundRows.Text(row, 5)));
    }

    private static string Conditions(SoundFilter filter, List<(string Name, object? Value)> parameters)
    {
        var sql = new StringBuilder();
        string Add(object value)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"$p{parameters.Count}");
            parameters.Add((name, value));
            return name;
        }

        void And(string condition) => sql.Append(" AND ").Append(condition);
        if (filter.Groups.Count > 0)
        {
            And($"{SoundGroup.Group} IN ({string.Join(',', filter.Groups.Select(Add))})");
        }

        if (filter.States.Count > 0)
        {
            And($"{SoundGroup.State} IN ({string.Join(',', filter.States.Select(Add))})");
        }

        if (filter.Kind is { } kind)
        {
            And($"{SoundGroup.Kind} = {Add(kind)}");
        }

        if (filter.LowestConfidence > 0)
        {
            And($"{SoundGroup.Confidence} >= {Add(filter.LowestConfidence)}");
        }

        if (filter.HighestConfidence < 1)
        {
            And($"{SoundGroup.Confidence} <= {Add(filter.HighestConfidence)}");
        }

        if (filter.Shortest is { } shortest)
        {
            And($"s.heard >= {Add((long)(shortest * TimeSpan.TicksPerSecond))}");
        }

        if (filter.Longest is { } longest)
        {
            And($"s.heard <= {Add((long)(longest * TimeSpan.TicksPerSecond))}");
        }

        if (filter.Folder is { } folder && PathBytes.Has(folder))
        {
            (byte[] from, byte[] to) = PathBytes.Below(folder);
            And($"s.path >= {Add(from)} AND s.path < {Add(to)}");
        }

        foreach (string word in (filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string escaped = word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
            And($@"CAST(s.path AS TEXT) LIKE {Add($"%{escaped}%")} ESCAPE '\'");
        }

        return sql.ToString();
    }

    private static string Order(SoundOrder order) => order switch
    {
        SoundOrder.Class => $"{SoundGroup.Group}, {SoundGroup.Confidence} DESC, s.path",
        SoundOrder.Least => $"s.error IS NOT NULL, c.hash IS NOT NULL, {SoundGroup.State} <> 'uncertain', {SoundGroup.Confidence}, s.path",
        SoundOrder.Most => $"{SoundGroup.Confidence} DESC, s.path",
        SoundOrder.Short => "s.heard IS NULL, s.heard, s.path",
        SoundOrder.Long => "s.heard DESC, s.path",
        SoundOrder.Loud => "s.loudness DESC, s.path",
        SoundOrder.New => "s.read_at DESC, s.path",
        _ => "s.path",
    };

    private static SoundLine Line(SqliteDataReader row) => new(row.GetInt64(0), PathBytes.ToPath(row.GetFieldValue<byte[]>(1)))
    {
        Size = row.GetInt64(2),
        IsMissing = row.GetBoolean(3),
        Error = SoundRows.Text(row, 4),
        Format = SoundRows.Text(row, 5),
        Rate = row.IsDBNull(6) ? null : row.GetInt32(6),
        Channels = row.IsDBNull(7) ? null : row.GetInt32(7),
        Heard = row.IsDBNull(8) ? null : TimeSpan.FromTicks(row.GetInt64(8)),
        Loudness = row.IsDBNull(9) ? null : row.GetFloat(9),
        Label = SoundRows.Text(row, 10),
        Confidence = row.IsDBNull(11) ? null : row.GetFloat(11),
        Reason = row.IsDBNull(12) ? UncertainReason.None : (UncertainReason)row.GetInt32(12),
        HeardKind = SoundRows.Text(row, 13),
        IsKindUncertain = !row.IsDBNull(14) && row.GetBoolean(14),
        Warnings = SoundRows.Text(row, 15),
        Group = SoundRows.Text(row, 16),
        Kind = SoundRows.Text(row, 17),
        State = row.GetString(18),
        Probabilities = row.IsDBNull(19) ? null : SoundRows.Numbers(row.GetFieldValue<byte[]>(19)),
        Waveform = row.IsDBNull(20) ? null : row.GetFieldValue<byte[]>(20),
        Bits = row.IsDBNull(21) ? null : row.GetInt32(21),
        IsLossless = !row.IsDBNull(22) && row.GetBoolean(22),
        Hash = row.IsDBNull(23) ? null : row.GetFieldValue<byte[]>(23),
    };
}

/// <summary>How many sounds there are of what.</summary>
/// <param name="Groups">By class.</param>
/// <param name="Kinds">By kind.</param>
/// <param name="States">By state.</param>
/// <param name="Duplicates">Sounds of which there are others with the same bytes.</param>
internal sealed record SoundFacets(Dictionary<string, int> Groups, Dictionary<string, int> Kinds, Dictionary<string, int> States, int Duplicates);

/// <summary>A sound that the user has said something of.</summary>
/// <param name="Path">Full real path.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
/// <param name="Label">What it is.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="HeardLabel">What the model heard.</param>
/// <param name="HeardKind">The kind that it heard.</param>
internal sealed record CorrectedSound(string Path, byte[] Hash, string? Label, string? Kind, string? HeardLabel, string? HeardKind);
