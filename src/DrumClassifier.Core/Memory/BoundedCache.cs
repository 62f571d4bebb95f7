using System.Collections.Concurrent;

namespace DrumClassification;

/// <summary>What was made for a key, for the next time. Thread-safe; finding something takes no lock and allocates nothing.</summary>
/// <param name="capacity">The most that are kept: the one that was made first is dropped for a new one.</param>
/// <param name="create">Makes the value of a key. Two threads may both make it; one of the results is kept.</param>
internal sealed class BoundedCache<TKey, TValue>(int capacity, Func<TKey, TValue> create)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _kept = new();
    private readonly ConcurrentQueue<TKey> _order = new();

    /// <summary>The value of a key.</summary>
    public TValue Get(TKey key)
    {
        if (_kept.TryGetValue(key, out TValue? kept))
        {
            return kept;
        }

        TValue made = create(key);
        if (!_kept.TryAdd(key, made))
        {
            return _kept.TryGetValue(key, out TValue? other) ? other : made;
        }

        _order.Enqueue(key);
        while (_kept.Count > capacity && _order.TryDequeue(out TKey? oldest))
        {
            _kept.TryRemove(oldest, out _);
        }

        return made;
    }
}
