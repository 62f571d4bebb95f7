using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>How a session is run on <see cref="NetworkBuffers"/>. One thread at a time.</summary>
internal interface INetworkRun : IDisposable
{
    /// <summary>Runs the network on the first <paramref name="count"/> inputs.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime failed, or the options asked it to stop.</exception>
    void Execute(RunOptions options, int count);
}
