using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>The buffers of one run of the network, and the run. One thread at a time.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly ModelInfo _model;
    private readonly NetworkBuffers _buffers;
    private readonly INetworkRun _run;
    private readonly RunOptions _runOptions = new();

    /// <summary>Takes over the run.</summary>
    public Workspace(ModelInfo model, NetworkBuffers buffers, INetworkRun run)
    {
        _model = model;
        _buffers = buffers;
        _run = run;
    }

    /// <summary>Buffers for a number of sounds, and the run that suits the session's processor.</summary>
    public static Workspace Create(InferenceSession session, ModelInfo model, int capacity, bool onDevice)
    {
        NetworkBuffers buffers = new(model, capacity);
        return new Workspace(model, buffers, onDevice ? new DeviceRun(session, buffers) : new BoundRun(session, buffers));
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
    /// <exception cref="DrumClassifierException">ONNX Runtime failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, before the run or during it.</exception>
    public void Run(int count, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (cancellationToken.CanBeCanceled)
            {
                _runOptions.Terminate = false;
                using (cancellationToken.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _runOptions))
                {
                    _run.Execute(_runOptions, count);
                }
            }
            else
            {
                _run.Execute(_runOptions, count);
            }
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DrumClassifierException(
                $"ONNX Runtime could not run the model ({_model.Source}) on {count} sound{(count == 1 ? "" : "s")}: {exception.Message}", exception);
        }
        finally
        {
            _runOptions.Terminate = false;
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _runOptions.Dispose();
    }
}
