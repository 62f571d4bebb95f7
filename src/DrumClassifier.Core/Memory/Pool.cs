namespace DrumClassification;

/// <summary>
/// Things that wait for their next use: as many as were ever needed at once, up to a limit. Thread-safe; renting and returning allocate
/// nothing once there are enough.
/// </summary>
/// <param name="create">Makes one if none is idle.</param>
/// <param name="capacity">The most that are kept.</param>
internal sealed class Pool<T>(Func<T> create, int capacity)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Stack<T> _idle = new(capacity);
    private bool _isClosed;

    /// <summary>One for the caller alone; give it back with <see cref="Return"/>.</summary>
    public T Rent()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out T? idle))
            {
                return idle;
            }
        }

        return create();
    }

    /// <summary>Keeps it for the next use, or disposes of it if there are enough.</summary>
    public void Return(T item)
    {
        lock (_lock)
        {
            if (!_isClosed && _idle.Count < capacity)
            {
                _idle.Push(item);
                return;
            }
        }

        (item as IDisposable)?.Dispose();
    }

    /// <summary>Disposes of what is idle, and from now on of what comes back.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            while (_idle.TryPop(out T? idle))
            {
                (idle as IDisposable)?.Dispose();
            }
        }
    }
}
