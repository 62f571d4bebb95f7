using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// The sessions of a model, its provider and the buffers of its runs. Thread-safe. Freed by the last run that ends after
/// <see cref="Dispose"/>, so that disposing never pulls native memory from under a running call.
/// </summary>
internal sealed class InferenceEngine : IDisposable
{
    private const int MostKept = 64;

    private readonly InferenceSession[] _sessions;
    private readonly Pool<Workspace> _single;
    private readonly Pool<Workspace> _batch;
    private readonly System.Collections.Concurrent.ConcurrentBag<IDisposable> _attached = [];
    private int _users = 1;
    private int _disposed;

    /// <summary>Takes over one session for everything, or one for single calls and one for batches.</summary>
    public InferenceEngine(InferenceSession[] sessions, ModelInfo model, ProviderStatus provider, DrumClassifierOptions options)
    {
        _sessions = sessions;
        Model = model;
        Provider = provider;
        BatchSize = options.BatchSize;
        _single = CreatePool(sessions[0], 1);
        _batch = CreatePool(sessions[^1], BatchSize);

        Pool<Workspace> CreatePool(InferenceSession session, int capacity) => new(
            provider.Active == ExecutionProvider.Cpu
                ? () => new CpuWorkspace(session, model, capacity, options.RunTimeout)
                : () => new CudaWorkspace(session, model, capacity, options.RunTimeout),
            MostKept);
    }

    public ModelInfo Model { get; }

    public ProviderStatus Provider { get; }

    public int BatchSize { get; }

    /// <summary>The neighbour stage in the model's metadata; null if it has none. To be read only while a workspace is rented.</summary>
    public string? NeighbourStage => ModelReader.FindNeighbours(_sessions[0]);

    /// <summary>Takes over what is to be disposed of with the sessions. Only while a workspace is rented.</summary>
    public void Attach(IDisposable part) => _attached.Add(part);

    /// <summary>Buffers for one sound; give them back with <see cref="Return"/>.</summary>
    /// <exception cref="ObjectDisposedException">The engine has been disposed.</exception>
    public Workspace RentSingle() => Rent(_single);

    /// <summary>Buffers for up to <see cref="BatchSize"/> sounds; give them back with <see cref="Return"/>.</summary>
    /// <exception cref="ObjectDisposedException">The engine has been disposed.</exception>
    public Workspace RentBatch() => Rent(_batch);

    public void Return(Workspace workspace)
    {
        (workspace.Capacity == 1 ? _single : _batch).Return(workspace);
        Release();
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, typeof(IDrumClassifier));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Release();
        }
    }

    private Workspace Rent(Pool<Workspace> pool)
    {
        ThrowIfDisposed();

        // Counted only while someone still holds the session: a count that has reached 0 has freed it.
        int users = Volatile.Read(ref _users);
        while (true)
        {
            ObjectDisposedException.ThrowIf(users == 0, typeof(IDrumClassifier));
            int seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                break;
            }

            users = seen;
        }

        try
        {
            return pool.Rent();
        }
        catch
        {
            Release();
            throw;
        }
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _single.Close();
            _batch.Close();
            foreach (IDisposable part in _attached)
            {
                part.Dispose();
            }

            Array.ForEach(_sessions, session => session.Dispose());
        }
    }
}
