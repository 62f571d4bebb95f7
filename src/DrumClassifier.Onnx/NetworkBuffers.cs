using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// The network's inputs and outputs for a number of sounds: pinned arrays, so that ONNX Runtime can use them where they lie.
/// One thread at a time.
/// </summary>
internal sealed class NetworkBuffers(ModelInfo model, int capacity)
{
    private readonly int _inputLength = model.FrontEnd.MelBands * model.FrontEnd.Frames;
    private readonly float[] _input = Pinned(capacity * model.FrontEnd.MelBands * model.FrontEnd.Frames);
    private readonly float[] _logits = Pinned(capacity * model.Labels.Count);
    private readonly float[] _kinds = Pinned(capacity * model.Kinds.Count);
    private readonly float[] _embeddings = Pinned(capacity * model.EmbeddingLength);

    /// <summary>Most sounds in one run.</summary>
    public int Capacity => capacity;

    /// <summary>The network's input for one sound: mel bands × frames, row-major.</summary>
    public Span<float> Input(int index) => _input.AsSpan(index * _inputLength, _inputLength);

    /// <summary>The scores of one sound after a run.</summary>
    public ReadOnlySpan<float> Logits(int index) => _logits.AsSpan(index * model.Labels.Count, model.Labels.Count);

    /// <summary>True where the network has scores of kinds.</summary>
    public bool HasKinds => model.Kinds.Count > 0;

    /// <summary>The scores of the kinds of one sound after a run; empty where the model has no kinds.</summary>
    public ReadOnlySpan<float> Kinds(int index) => _kinds.AsSpan(index * model.Kinds.Count, model.Kinds.Count);

    /// <summary>The embedding of one sound after a run.</summary>
    public ReadOnlySpan<float> Embedding(int index) => _embeddings.AsSpan(index * model.EmbeddingLength, model.EmbeddingLength);

    /// <summary>The first inputs as a tensor on this memory.</summary>
    public OrtValue WrapInput(int count) => Wrap(_input, count, 1, model.FrontEnd.MelBands, model.FrontEnd.Frames);

    /// <summary>The first scores as a tensor on this memory.</summary>
    public OrtValue WrapLogits(int count) => Wrap(_logits, count, model.Labels.Count);

    /// <summary>The first scores of kinds as a tensor on this memory; null where the model has no kinds.</summary>
    public OrtValue? WrapKinds(int count) => HasKinds ? Wrap(_kinds, count, model.Kinds.Count) : null;

    /// <summary>The first embeddings as a tensor on this memory.</summary>
    public OrtValue WrapEmbeddings(int count) => Wrap(_embeddings, count, model.EmbeddingLength);

    private static float[] Pinned(int length) => GC.AllocateArray<float>(length, pinned: true);

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
