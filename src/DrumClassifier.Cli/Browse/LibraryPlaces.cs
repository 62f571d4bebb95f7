using System.Buffers.Binary;
using DrumClassification.Library.Search;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Browse;

/// <summary>The embeddings of a library and where they put its sounds on the map. Immutable; thread-safe.</summary>
internal sealed class LibraryPlaces
{
    // Places are sent in steps of a 65,535th of a square that reaches a little beyond the projection's.
    private const float Reach = 1.25f;
    private const byte NoGroup = 255;

    private readonly EmbeddingTable _table;
    private readonly Dictionary<long, int> _rows;
    private readonly (ushort X, ushort Y)[] _places;

    private LibraryPlaces(EmbeddingTable table, MapProjection projection)
    {
        _table = table;
        _rows = table.Ids.Select((id, row) => (id, row)).ToDictionary(pair => pair.id, pair => pair.row);
        _places = [.. Enumerable.Range(0, table.Count).Select(row => projection.Place(table.Unit(row))).Select(place => (Step(place.X), Step(-place.Y)))];
    }

    /// <summary>Reads them from an index, whose projection is made now if it has none.</summary>
    public static LibraryPlaces Load(LibraryDatabase database)
    {
        if (database.LastModel() is not { } model)
        {
            var none = EmbeddingTable.Of([]);
            return new LibraryPlaces(none, MapProjection.Of(none));
        }

        using var reader = new SoundReader(database);
        var table = EmbeddingTable.Load(reader, model.Id);
        return new LibraryPlaces(table, database.Projection(model.Id, table));
    }

    /// <summary>All sounds, the most alike to one first.</summary>
    /// <exception cref="BrowseRefusal">That one is not known.</exception>
    public IReadOnlyList<(long Id, float Similarity)> Alike(long id) => _rows.TryGetValue(id, out int row)
        ? _table.Rank(_table.Unit(row))
        : throw new BrowseRefusal(404, "Nothing is known of how this sound sounds; index it again.");

    /// <summary>
    /// The map of some sounds for the page, little-endian: their number n; n numbers of sounds (32 bits); n places across and n down (16 bits
    /// each, 0 … 65,535); n classes (8 bits, index in <paramref name="groups"/>, 255 for none of them).
    /// </summary>
    public byte[] Map(IEnumerable<long> ids, Dictionary<long, string> groupOf, IReadOnlyList<string> groups)
    {
        int[] rows = [.. ids.Where(_rows.ContainsKey).Select(id => _rows[id])];
        byte[] map = new byte[4 + (9 * rows.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(map, rows.Length);
        Span<byte> numbers = map.AsSpan(4);
        Span<byte> across = map.AsSpan(4 + (4 * rows.Length));
        Span<byte> down = map.AsSpan(4 + (6 * rows.Length));
        Span<byte> classes = map.AsSpan(4 + (8 * rows.Length));
        Dictionary<string, byte> index = groups.Select((group, i) => (group, i)).ToDictionary(pair => pair.group, pair => (byte)Math.Min(pair.i, NoGroup), StringComparer.Ordinal);
        for (int i = 0; i < rows.Length; i++)
        {
            long id = _table.Ids[rows[i]];
            BinaryPrimitives.WriteUInt32LittleEndian(numbers[(4 * i)..], (uint)id);
            BinaryPrimitives.WriteUInt16LittleEndian(across[(2 * i)..], _places[rows[i]].X);
            BinaryPrimitives.WriteUInt16LittleEndian(down[(2 * i)..], _places[rows[i]].Y);
            classes[i] = groupOf.TryGetValue(id, out string? group) && index.TryGetValue(group, out byte known) ? known : NoGroup;
        }

        return map;
    }

    private static ushort Step(float place) => (ushort)Math.Clamp(MathF.Round((place / Reach * 0.5f + 0.5f) * ushort.MaxValue), 0, ushort.MaxValue);
}
