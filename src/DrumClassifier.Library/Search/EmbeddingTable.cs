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
    /// <exception cref="LibraryException">They are not all of one length: the index is damaged.</exception>
    public static EmbeddingTable Load(SoundReader reader, long model)
    {
        var rows = new Filling();
        reader.ForEachVector(model, rows.Add);
        return rows.Done();
    }

    /// <summary>Makes one of embeddings of one length.</summary>
    public static EmbeddingTable Of(IReadOnlyList<(long Id, float[] Embedding)> rows)
    {
        var filling = new Filling();
        foreach ((long id, float[] embedding) in rows)
        {
            filling.Add(id, embedding);
        }

        return filling.Done();
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

    /// <summary>A table that is being made.</summary>
    private sealed class Filling
    {
        private readonly List<long> _ids = [];
        private float[] _units = new float[1 << 16];
        private int _length;

        public void Add(long id, ReadOnlySpan<float> embedding)
        {
            if (_ids.Count == 0)
            {
                _length = embedding.Length;
            }
            else if (embedding.Length != _length)
            {
                throw new FormatException($"An embedding has {embedding.Length} values, and the one before {_length}.");
            }

            int start = _ids.Count * _length;
            if (start + _length > _units.Length)
            {
                Array.Resize(ref _units, Math.Max(start + _length, 2 * _units.Length));
            }

            Embeddings.Normalize(embedding, _units.AsSpan(start, _length));
            _ids.Add(id);
        }

        public EmbeddingTable Done() => new([.. _ids], _units, Math.Max(1, _length));
    }
}
