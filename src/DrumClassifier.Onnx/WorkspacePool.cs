using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// Workspaces that wait for their next run: as many as were ever needed at once, up to a limit. Thread-safe; renting and
/// returning allocate nothing once there are enough.
/// </summary>
internal sealed class WorkspacePool(InferenceSession session, ModelInfo model, int capacity, bool onDevice, TimeSpan runTimeout) : IDisposable
{
    private const int MostKept = 64;

    private readonly Lock _lock = new();
    private readonly Stack<Workspace> _idle = new(MostKept);
    private bool _disposed;

    public Workspace Rent()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out Workspace? workspace))
            {
                return workspace;
            }
        }

        return Workspace.Create(session, model, capacity, onDevice, runTimeout);
    }

    public void Return(Workspace workspace)
    {
        lock (_lock)
        {
            if (!_disposed && _idle.Count < MostKept)
            {
                _idle.Push(workspace);
                return;
            }
        }

        workspace.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            while (_idle.TryPop(out Workspace? workspace))
            {
                workspace.Dispose();
            }
        }
    }
}
