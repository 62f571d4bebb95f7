using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// The sessions of a model, its provider and the buffers of its runs. Thread-safe. Freed by the last run that ends after
/// <see cref="Dispose"/>, so that disposing never pulls native memory from under a running call.
/// </summary>
internal sealed class InferenceEngine : IDisposable
{
    private readonly InferenceSession[] _sessions;
    private readonly WorkspacePool _single;
    private readonly WorkspacePool _batch;
    private int _users = 1;
    private int _disposed;

    /// <summary>Takes over one session for everything, or one for single calls and one for batches.</summary>
    private InferenceEngine(InferenceSession[] sessions, ModelInfo model, ProviderStatus provider, DrumClassifierOptions options)
    {
        _sessions = sessions;
        Model = model;
        Provider = provider;
        BatchSize = options.BatchSize;
        bool onDevice = provider.Active != ExecutionProvider.Cpu;
        _single = new WorkspacePool(sessions[0], model, 1, onDevice, options.RunTimeout);
        _batch = new WorkspacePool(sessions[^1], model, BatchSize, onDevice, options.RunTimeout);
    }

    public ModelInfo Model { get; }

    public ProviderStatus Provider { get; }

    public int BatchSize { get; }

    /// <summary>Loads a model where the options ask for it.</summary>
    /// <exception cref="InvalidModelException">The model is not usable.</exception>
    /// <exception cref="ProviderUnavailableException">CUDA was asked for and cannot run.</exception>
    /// <exception cref="RuntimeUnavailableException">ONNX Runtime's native library cannot be used.</exception>
    public static InferenceEngine Create(byte[] model, string source, DrumClassifierOptions options)
    {
        if (ModelFileCheck.FindFault(model) is string fault)
        {
            throw ModelReader.Invalid(source, "it " + fault);
        }

        NativeRuntime.Start();
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

    private static InferenceEngine StartCpu(byte[] model, string source, DrumClassifierOptions options, string? reason)
    {
        InferenceSession session = SessionFactory.CreateCpu(model, source, options);
        return Start([session], model, source, options, new(options.Provider, ExecutionProvider.Cpu, reason));
    }

    /// <summary>Single calls and batches get a session each: on a GPU, one that is run with changing shapes plans its convolutions anew each time.</summary>
    private static InferenceEngine StartCuda(byte[] model, string source, DrumClassifierOptions options)
    {
        InferenceSession session = SessionFactory.CreateCuda(model, source, options);
        InferenceSession batchSession;
        try
        {
            batchSession = SessionFactory.CreateCuda(model, source, options);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        InferenceEngine engine = Start([session, batchSession], model, source, options, new(options.Provider, ExecutionProvider.Cuda));
        string? fault;
        try
        {
            using InferenceEngine cpu = StartCpu(model, source, new(), reason: null);
            fault = engine.FindFault(cpu);
        }
        catch (DrumClassifierException exception)
        {
            engine.Dispose();
            throw SessionFactory.Unavailable($"the first run on device {options.DeviceId} failed: {exception.Message}", exception);
        }

        if (fault is not null)
        {
            engine.Dispose();
            throw SessionFactory.Unavailable($"device {options.DeviceId} gives wrong answers: {fault}", inner: null);
        }

        return engine;
    }

    private static InferenceEngine Start(
        InferenceSession[] sessions, byte[] model, string source, DrumClassifierOptions options, ProviderStatus provider)
    {
        try
        {
            return new InferenceEngine(sessions, ModelReader.Read(sessions[0], source, model.LongLength), provider, options);
        }
        catch
        {
            DisposeAll(sessions);
            throw;
        }
    }

    private static void DisposeAll(InferenceSession[] sessions)
    {
        foreach (InferenceSession session in sessions)
        {
            session.Dispose();
        }
    }

    private string? FindFault(InferenceEngine cpu)
    {
        Workspace reference = cpu.RentSingle();
        Workspace single = RentSingle();
        Workspace batch = RentBatch();
        try
        {
            return DeviceCheck.FindFault(single, reference) ?? DeviceCheck.FindFault(batch, reference);
        }
        finally
        {
            Return(batch);
            Return(single);
            cpu.Return(reference);
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
            DisposeAll(_sessions);
        }
    }
}
