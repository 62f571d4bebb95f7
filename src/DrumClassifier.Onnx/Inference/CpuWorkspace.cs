using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>Runs where the buffers lie: they are bound once, so that a run copies nothing and allocates no managed memory.</summary>
/// <remarks>Not for a GPU: there, binding an input copies it, and later runs would go on answering for what it held then.</remarks>
internal class CpuWorkspace(InferenceSession session, ModelInfo model, int capacity, TimeSpan limit) : Workspace(session, model, capacity, limit)
{
    private OrtValue[] _values = [];
    private OrtIoBinding? _binding;
    private int _bound;

    /// <inheritdoc />
    protected override void Execute(RunOptions options, int count)
    {
        if (_bound != count)
        {
            Bind(count);
        }

        Session.RunWithBinding(options, _binding!);
    }

    /// <inheritdoc />
    protected override void Release()
    {
        _binding?.Dispose();
        Array.ForEach(_values, value => value.Dispose());
        (_binding, _values, _bound) = (null, [], 0);
    }

    /// <summary>Shapes are part of a binding, so it is made anew only if the number of sounds changes.</summary>
    private void Bind(int count)
    {
        Release();
        OrtValue input = WrapInput(count);
        Dictionary<string, OrtValue> outputs = WrapOutputs(count);
        _values = [input, .. outputs.Values];
        _binding = Session.CreateIoBinding();
        _binding.BindInput(ModelManifest.InputName, input);
        foreach ((string name, OrtValue value) in outputs)
        {
            _binding.BindOutput(name, value);
        }

        _bound = count;
    }
}
