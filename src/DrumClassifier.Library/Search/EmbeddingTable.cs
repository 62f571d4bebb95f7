using System.Numerics.Tensors;
using DrumClassification.Library.Storage;

namespace DrumClassification.Library.Search;

/// <summary>
/// The embeddings of all sounds of an index in memory, each of length 1 (512 bytes a sound for a model with 128 values). Immutable, so that any
/// number of threads may ask it at once.
/// </summary>
internal sealed class EmbeddingTable
{
    private readonly long[] _ids;
    private readonly float[] _units;
    private readonly int _length;

    private EmbeddingTable(long[] ids, float[] units, int length) => (_ids, _units, _length) = (ids, units, length);

    /// <summary>Number of sounds.</summary>
    public int Count => _ids.Length;

    /// <summary>Number of values of an embedding.</summary>
    public int Length => _length;

    /// <summary>The sounds' numbers.</summary>
    public IReadOnlyList<long> Ids => _ids;

    /// <summary>The embedding of one, of length 1.</summary>
    /// <param name="index">Its index in <see cref="Ids"/>.</param>
    public ReadOnlySpan<float> Unit(int index) => _units.AsSpan(index * _length, _length);

    /// <summary>Reads the embeddings of the sounds that are there.</summary>
    /// <param name="reader">The index.</param>
    /// <param name="model">Number of the model that listened to them.</param>
    public static EmbeddingTable Load(SoundReader reader, long model) => Of(reader.Vectors(model));

    /// <summary>Makes one of embeddings of one length.</summary>
    public static EmbeddingTable Of(IReadOnlyList<(long Id, float[] Embedding)> rows)
    {
        int length = rows.Count == 0 ? 1 : rows[0].Embedding.Length;
        float[] units = new float[(long)rows.Count * length];
        for (int i = 0; i < rows.Count; i++)
        {
            Embeddings.Normalize(rows[i].Embedding).CopyTo(units, i * length);
        }

        return new EmbeddingTable([.. rows.Select(row => row.Id)], units, length);
    }

    /// <summary>All sounds, the most alike first.</summary>
    /// <param name="wanted">An embedding of length 1, see <see cref="Embeddings.Normalize"/>.</param>
    /// <returns>The number of each sound with the cosine of the two embeddings, −1 … 1.</returns>
    public IReadOnlyList<(long Id, float Similarity)> Rank(ReadOnlySpan<float> wanted)
    {
        float[] keys = new float[_ids.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            // Negated, because sorting puts the lowest first.
            keys[i] = -TensorPrimitives.Dot(wanted, _units.AsSpan(i * _length, _length));
        }

        long[] ids = [.. _ids];
        Array.Sort(keys, ids);
        return [.. ids.Zip(keys, (id, key) => (id, -key))];
    }
}
