using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>The buffers of one run of the network, and the run. One thread at a time.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly ModelInfo _model;
    private readonly NetworkBuffers _buffers;
    private readonly INetworkRun _run;
    private readonly RunOptions _runOptions = new();
    private readonly TimeSpan _limit;
    private readonly RunClock _clock;

    /// <summary>Takes over the run, which may take as long as the limit says.</summary>
    public Workspace(ModelInfo model, NetworkBuffers buffers, INetworkRun run, TimeSpan limit)
    {
        _model = model;
        _buffers = buffers;
        _run = run;
        _limit = limit;
        _clock = new RunClock(_runOptions, limit);
    }

    /// <summary>Buffers for a number of sounds, and the run that suits the session's processor.</summary>
    public static Workspace Create(InferenceSession session, ModelInfo model, int capacity, bool onDevice, TimeSpan limit)
    {
        NetworkBuffers buffers = new(model, capacity);
        return new Workspace(model, buffers, onDevice ? new DeviceRun(session, buffers) : new BoundRun(session, buffers), limit);
    }

    /// <summary>Most sounds in one run.</summary>
    public int Capacity => _buffers.Capacity;

    /// <inheritdoc cref="NetworkBuffers.Input"/>
    public Span<float> Input(int index) => _buffers.Input(index);

    /// <inheritdoc cref="NetworkBuffers.Logits"/>
    public ReadOnlySpan<float> Logits(int index) => _buffers.Logits(index);

    /// <inheritdoc cref="NetworkBuffers.Kinds"/>
    public ReadOnlySpan<float> Kinds(int index) => _buffers.Kinds(index);

    /// <inheritdoc cref="NetworkBuffers.Embedding"/>
    public ReadOnlySpan<float> Embedding(int index) => _buffers.Embedding(index);

    /// <summary>Runs the network on the first <paramref name="count"/> inputs.</summary>
    /// <exception cref="DrumClassifierException">ONNX Runtime failed, or the run took longer than <see cref="DrumClassifierOptions.RunTimeout"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, before the run or during it.</exception>
    public void Run(int count, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _clock.Start();
        try
        {
            using (cancellationToken.UnsafeRegister(static clock => ((RunClock)clock!).Terminate(), _clock))
            {
                _run.Execute(_runOptions, count);
            }
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string what = $"the model ({_model.Source}) on {count} sound{(count == 1 ? "" : "s")}";
            throw new DrumClassifierException(
                _clock.HasExpired
                    ? $"ONNX Runtime ran {what} for {_limit.TotalSeconds:0.###} s without an end. {nameof(DrumClassifierOptions)}.{nameof(DrumClassifierOptions.RunTimeout)} sets the limit; if the model comes from elsewhere, do not use it."
                    : $"ONNX Runtime could not run {what}: {exception.Message}",
                exception);
        }
        finally
        {
            _clock.Stop();
        }
    }

    public void Dispose()
    {
        _clock.Dispose();
        _run.Dispose();
        _runOptions.Dispose();
    }
}
