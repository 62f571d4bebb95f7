using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// Runs on a GPU: every run copies the inputs there and the answers back, and always has the buffers' whole capacity. A GPU takes as
/// long for one sound as for a hundred, but with every other number of sounds than before cuDNN plans each convolution anew, for
/// a fifth of a second in all. What stands in the rows that were not asked for does not matter.
/// </summary>
internal sealed class DeviceRun : INetworkRun
{
    private static readonly string[] InputNames = [ModelManifest.InputName];

    private readonly InferenceSession _session;
    private readonly OrtValue[] _inputs;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _outputs;

    public DeviceRun(InferenceSession session, NetworkBuffers buffers)
    {
        _session = session;
        _inputs = [buffers.WrapInput(buffers.Capacity)];
        _outputNames = [ModelManifest.LogitsName, ModelManifest.EmbeddingName];
        _outputs = [buffers.WrapLogits(buffers.Capacity), buffers.WrapEmbeddings(buffers.Capacity)];
        if (buffers.WrapKinds(buffers.Capacity) is { } kinds)
        {
            _outputNames = [.. _outputNames, ModelManifest.KindsName];
            _outputs = [.. _outputs, kinds];
        }
    }

    public void Execute(RunOptions options, int count) => _session.Run(options, InputNames, _inputs, _outputNames, _outputs);

    public void Dispose()
    {
        foreach (OrtValue value in _inputs.Concat(_outputs))
        {
            value.Dispose();
        }
    }
}
