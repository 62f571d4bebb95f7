using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// Runs on a GPU: every run copies the inputs there and the answers back, and always has the whole capacity. A GPU takes as
/// long for one sound as for a hundred, but with every other number of sounds than before cuDNN plans each convolution anew, for
/// a fifth of a second in all. What stands in the rows that were not asked for does not matter.
/// </summary>
internal class CudaWorkspace : Workspace
{
    private static readonly string[] InputNames = [ModelManifest.InputName];

    private readonly OrtValue[] _inputs;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _outputs;

    /// <inheritdoc cref="Workspace(InferenceSession, ModelInfo, int, TimeSpan)" />
    public CudaWorkspace(InferenceSession session, ModelInfo model, int capacity, TimeSpan limit)
        : base(session, model, capacity, limit)
    {
        Dictionary<string, OrtValue> outputs = WrapOutputs(capacity);
        _inputs = [WrapInput(capacity)];
        _outputNames = [.. outputs.Keys];
        _outputs = [.. outputs.Values];
    }

    /// <inheritdoc />
    protected override void Execute(RunOptions options, int count) => Session.Run(options, InputNames, _inputs, _outputNames, _outputs);

    /// <inheritdoc />
    protected override void Release()
    {
        foreach (OrtValue value in _inputs.Concat(_outputs))
        {
            value.Dispose();
        }
    }
}
