using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// The network's inputs and outputs for a number of sounds, in pinned arrays that ONNX Runtime uses where they lie, and its runs on them.
/// One thread at a time.
/// </summary>
/// <param name="session">The session; the caller disposes of it afterwards.</param>
/// <param name="model">Its model.</param>
/// <param name="capacity">Most sounds in one run.</param>
/// <param name="limit">The longest that a run may take.</param>
internal abstract class Workspace(InferenceSession session, ModelInfo model, int capacity, TimeSpan limit) : IDisposable
{
    private const int CacheLineBytes = 64;

    private readonly int _inputLength = model.FrontEnd.MelBands * model.FrontEnd.Frames;
    private readonly Memory<float> _input = Pinned(capacity * model.FrontEnd.MelBands * model.FrontEnd.Frames);
    private readonly Memory<float> _logits = Pinned(capacity * model.Labels.Count);
    private readonly Memory<float> _kinds = Pinned(capacity * model.Kinds.Count);
    private readonly Memory<float> _embeddings = Pinned(capacity * model.EmbeddingLength);
    private readonly RunOptions _options = new();
    private RunClock? _clock;

    /// <summary>Most sounds in one run.</summary>
    public int Capacity => capacity;

    /// <summary>What runs.</summary>
    protected InferenceSession Session => session;

    /// <summary>The network's input for one sound: mel bands × frames, row-major.</summary>
    public Span<float> Input(int index) => _input.Span.Slice(index * _inputLength, _inputLength);

    /// <summary>The scores of one sound after a run.</summary>
    public ReadOnlySpan<float> Logits(int index) => _logits.Span.Slice(index * model.Labels.Count, model.Labels.Count);

    /// <summary>The scores of the kinds of one sound after a run; empty if the model has no kinds.</summary>
    public ReadOnlySpan<float> Kinds(int index) => _kinds.Span.Slice(index * model.Kinds.Count, model.Kinds.Count);

    /// <summary>The embedding of one sound after a run.</summary>
    public ReadOnlySpan<float> Embedding(int index) => _embeddings.Span.Slice(index * model.EmbeddingLength, model.EmbeddingLength);

    /// <summary>Runs the network on the first <paramref name="count"/> inputs.</summary>
    /// <exception cref="DrumClassifierException">ONNX Runtime failed, or the run took longer than <see cref="DrumClassifierOptions.RunTimeout"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, before the run or during it.</exception>
    public void Run(int count, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RunClock clock = _clock ??= new RunClock(_options, limit);
        clock.Start();
        try
        {
            using (cancellationToken.UnsafeRegister(static clock => ((RunClock)clock!).Terminate(), clock))
            {
                Execute(_options, count);
            }
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string what = $"the model ({model.Source}) on {count} sound{(count == 1 ? "" : "s")}";
            throw new DrumClassifierException(
                clock.HasExpired
                    ? $"ONNX Runtime ran {what} for {limit.TotalSeconds:0.###} s without an end. {nameof(DrumClassifierOptions)}.{nameof(DrumClassifierOptions.RunTimeout)} sets the limit; if the model comes from elsewhere, do not use it."
                    : $"ONNX Runtime could not run {what}: {exception.Message}",
                exception);
        }
        finally
        {
            clock.Stop();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Release();
        _clock?.Dispose();
        _options.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the session on the first <paramref name="count"/> inputs.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime failed, or the options asked it to stop.</exception>
    protected abstract void Execute(RunOptions options, int count);

    /// <summary>Frees the tensors.</summary>
    protected abstract void Release();

    /// <summary>The first inputs as a tensor on this memory.</summary>
    protected OrtValue WrapInput(int count) => Wrap(_input, count, 1, model.FrontEnd.MelBands, model.FrontEnd.Frames);

    /// <summary>The first outputs, by their names, as tensors on this memory.</summary>
    protected Dictionary<string, OrtValue> WrapOutputs(int count)
    {
        Dictionary<string, OrtValue> outputs = new()
        {
            [ModelManifest.LogitsName] = Wrap(_logits, count, model.Labels.Count),
            [ModelManifest.EmbeddingName] = Wrap(_embeddings, count, model.EmbeddingLength),
        };
        if (model.Kinds.Count > 0)
        {
            outputs.Add(ModelManifest.KindsName, Wrap(_kinds, count, model.Kinds.Count));
        }

        return outputs;
    }

    /// <summary>
    /// Pinned floats that start on a cache line: ONNX Runtime adds up in an order that depends on where a buffer lies in one, which moved the last bits of the same
    /// sound's answer from one workspace to the next.
    /// </summary>
    private static Memory<float> Pinned(int length)
    {
        float[] array = GC.AllocateArray<float>(length + (CacheLineBytes / sizeof(float)), pinned: true);
        int before = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) & (CacheLineBytes - 1));
        return array.AsMemory(before / sizeof(float), length);
    }

    private static OrtValue Wrap(Memory<float> buffer, params long[] shape)
    {
        long length = 1;
        foreach (long size in shape)
        {
            length *= size;
        }

        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer[..(int)length], shape);
    }
}
