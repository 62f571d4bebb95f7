using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// The buffers of one run of the network, bound to it once: pinned arrays that ONNX Runtime reads and writes in place, so
/// that a run copies nothing and allocates no managed memory. One thread at a time.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private readonly InferenceSession _session;
    private readonly bool _synchronize;
    private readonly int _inputLength;
    private readonly int _labels;
    private readonly int _embeddingLength;
    private readonly ModelInfo _model;
    private readonly float[] _input;
    private readonly float[] _logits;
    private readonly float[] _embeddings;
    private readonly RunOptions _runOptions = new();
    private Binding? _binding;

    public Workspace(InferenceSession session, ModelInfo model, int capacity, bool onDevice)
    {
        _session = session;
        _model = model;
        _synchronize = onDevice;
        _inputLength = model.FrontEnd.MelBands * model.FrontEnd.Frames;
        _labels = model.Labels.Count;
        _embeddingLength = model.EmbeddingLength;
        Capacity = capacity;
        _input = GC.AllocateArray<float>(capacity * _inputLength, pinned: true);
        _logits = GC.AllocateArray<float>(capacity * _labels, pinned: true);
        _embeddings = GC.AllocateArray<float>(capacity * _embeddingLength, pinned: true);
    }

    /// <summary>Most sounds in one run.</summary>
    public int Capacity { get; }

    /// <summary>The network's input for sound <paramref name="index"/>: mel bands × frames, row-major.</summary>
    public Span<float> Input(int index) => _input.AsSpan(index * _inputLength, _inputLength);

    /// <summary>The scores of sound <paramref name="index"/> after <see cref="Run"/>.</summary>
    public ReadOnlySpan<float> Logits(int index) => _logits.AsSpan(index * _labels, _labels);

    /// <summary>The embedding of sound <paramref name="index"/> after <see cref="Run"/>.</summary>
    public ReadOnlySpan<float> Embedding(int index) => _embeddings.AsSpan(index * _embeddingLength, _embeddingLength);

    /// <summary>Runs the network on the first <paramref name="count"/> inputs.</summary>
    /// <exception cref="DrumClassifierException">ONNX Runtime failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, before the run or during it.</exception>
    public void Run(int count, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Binding binding = Bind(count);
            if (cancellationToken.CanBeCanceled)
            {
                _runOptions.Terminate = false;
                using (cancellationToken.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _runOptions))
                {
                    Execute(binding);
                }
            }
            else
            {
                Execute(binding);
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
        _binding?.Dispose();
        _runOptions.Dispose();
    }

    private void Execute(Binding binding)
    {
        _session.RunWithBinding(_runOptions, binding.Io);
        if (_synchronize)
        {
            binding.Io.SynchronizeBoundOutputs();
        }
    }

    /// <summary>Shapes are part of a binding, so it is made anew only where the number of sounds changes.</summary>
    private Binding Bind(int count)
    {
        if (_binding?.Count != count)
        {
            _binding?.Dispose();
            _binding = null;
            _binding = new Binding(_session, this, count);
        }

        return _binding;
    }

    private sealed class Binding : IDisposable
    {
        private readonly OrtValue _input;
        private readonly OrtValue _logits;
        private readonly OrtValue _embeddings;

        public Binding(InferenceSession session, Workspace workspace, int count)
        {
            Count = count;
            FrontEndSettings frontEnd = workspace._model.FrontEnd;
            _input = Wrap(workspace._input, count, 1, frontEnd.MelBands, frontEnd.Frames);
            _logits = Wrap(workspace._logits, count, workspace._labels);
            _embeddings = Wrap(workspace._embeddings, count, workspace._embeddingLength);
            Io = session.CreateIoBinding();
            Io.BindInput(ModelManifest.InputName, _input);
            Io.BindOutput(ModelManifest.LogitsName, _logits);
            Io.BindOutput(ModelManifest.EmbeddingName, _embeddings);
        }

        public int Count { get; }

        public OrtIoBinding Io { get; }

        public void Dispose()
        {
            Io.Dispose();
            _input.Dispose();
            _logits.Dispose();
            _embeddings.Dispose();
        }

        private static OrtValue Wrap(float[] buffer, params long[] shape)
        {
            long length = 1;
            foreach (long size in shape)
            {
                length *= size;
            }

            return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, (int)length), shape);
        }
    }
}
