using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// Runs where the buffers lie, on the CPU: they are bound once, so that a run copies nothing and allocates no managed memory.
/// </summary>
/// <remarks>Not for a GPU: there, binding an input copies it, and later runs would go on answering for what it held then.</remarks>
internal sealed class BoundRun(InferenceSession session, NetworkBuffers buffers) : INetworkRun
{
    private Binding? _binding;

    public void Execute(RunOptions options, int count) => session.RunWithBinding(options, Bind(count).Io);

    public void Dispose() => _binding?.Dispose();

    /// <summary>Shapes are part of a binding, so it is made anew only where the number of sounds changes.</summary>
    private Binding Bind(int count)
    {
        if (_binding?.Count != count)
        {
            _binding?.Dispose();
            _binding = null;
            _binding = new Binding(session, buffers, count);
        }

        return _binding;
    }

    private sealed class Binding : IDisposable
    {
        private readonly OrtValue _input;
        private readonly OrtValue _logits;
        private readonly OrtValue _embeddings;
        private readonly OrtValue? _kinds;

        public Binding(InferenceSession session, NetworkBuffers buffers, int count)
        {
            Count = count;
            _input = buffers.WrapInput(count);
            _logits = buffers.WrapLogits(count);
            _embeddings = buffers.WrapEmbeddings(count);
            _kinds = buffers.WrapKinds(count);
            Io = session.CreateIoBinding();
            Io.BindInput(ModelManifest.InputName, _input);
            Io.BindOutput(ModelManifest.LogitsName, _logits);
            Io.BindOutput(ModelManifest.EmbeddingName, _embeddings);
            if (_kinds is not null)
            {
                Io.BindOutput(ModelManifest.KindsName, _kinds);
            }
        }

        public int Count { get; }

        public OrtIoBinding Io { get; }

        public void Dispose()
        {
            Io.Dispose();
            _input.Dispose();
            _logits.Dispose();
            _embeddings.Dispose();
            _kinds?.Dispose();
        }
    }
}
