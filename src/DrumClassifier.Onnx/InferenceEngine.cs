using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// A session with its model, its provider and the buffers of its runs. Thread-safe. Freed by the last run that ends after
/// <see cref="Dispose"/>, so that disposing never pulls native memory from under a running call.
/// </summary>
internal sealed class InferenceEngine : IDisposable
{
    private readonly InferenceSession _session;
    private readonly WorkspacePool _single;
    private readonly WorkspacePool _batch;
    private int _users = 1;
    private int _disposed;

    private InferenceEngine(InferenceSession session, ModelInfo model, ProviderStatus provider, int batchSize)
    {
        _session = session;
        Model = model;
        Provider = provider;
        BatchSize = batchSize;
        bool onDevice = provider.Active != ExecutionProvider.Cpu;
        _single = new WorkspacePool(session, model, 1, onDevice);
        _batch = new WorkspacePool(session, model, batchSize, onDevice);
    }

    public ModelInfo Model { get; }

    public ProviderStatus Provider { get; }

    public int BatchSize { get; }

    /// <summary>Loads a model where the options ask for it.</summary>
    /// <exception cref="InvalidModelException">The model is not usable.</exception>
    /// <exception cref="ProviderUnavailableException">CUDA was asked for and cannot run.</exception>
    public static InferenceEngine Create(byte[] model, string source, DrumClassifierOptions options)
    {
        switch (options.Provider)
        {
            case ExecutionProvider.Cuda:
                return StartCuda(model, source, options);
            case ExecutionProvider.Auto:
                try
                {
                    return StartCuda(model, source, options);
                }
                catch (ProviderUnavailableException exception)
                {
                    return StartCpu(model, source, options, exception.Message);
                }

            default:
                return StartCpu(model, source, options, reason: null);
        }
    }

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

    private static InferenceEngine StartCpu(byte[] model, string source, DrumClassifierOptions options, string? reason) =>
        Start(SessionFactory.CreateCpu(model, source, options), model, source, options, new(options.Provider, ExecutionProvider.Cpu, reason));

    private static InferenceEngine StartCuda(byte[] model, string source, DrumClassifierOptions options)
    {
        InferenceSession session = SessionFactory.CreateCuda(model, source, options);
        InferenceEngine engine = Start(session, model, source, options, new(options.Provider, ExecutionProvider.Cuda));
        try
        {
            engine.WarmUp();
            return engine;
        }
        catch (DrumClassifierException exception)
        {
            engine.Dispose();
            throw SessionFactory.Unavailable($"the first run on device {options.DeviceId} failed: {exception.Message}", exception);
        }
    }

    private static InferenceEngine Start(
        InferenceSession session, byte[] model, string source, DrumClassifierOptions options, ProviderStatus provider)
    {
        try
        {
            return new InferenceEngine(session, ModelReader.Read(session, source, model.LongLength), provider, options.BatchSize);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>A GPU's first runs load kernels and choose algorithms for seconds; they belong to creation, not to the first call.</summary>
    private void WarmUp()
    {
        WarmUp(RentSingle());
        WarmUp(RentBatch());
    }

    private void WarmUp(Workspace workspace)
    {
        try
        {
            workspace.Run(workspace.Capacity);
        }
        finally
        {
            Return(workspace);
        }
    }

    private Workspace Rent(WorkspacePool pool)
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
            _single.Dispose();
            _batch.Dispose();
            _session.Dispose();
        }
    }
}
