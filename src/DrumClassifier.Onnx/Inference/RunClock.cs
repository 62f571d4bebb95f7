using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// Ends a run of the network that takes longer than it may: a model file can hold an endless loop. One run at a time, any number of them
/// one after another; starting and stopping allocate nothing.
/// </summary>
/// <remarks>ONNX Runtime looks at the flag between the nodes of a graph, also inside loops; a single operator is not interrupted.</remarks>
internal sealed class RunClock : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RunOptions _options;
    private readonly TimeSpan _limit;
    private readonly Timer? _timer;
    private bool _running;
    private long _started;

    /// <summary>Watches over runs with these options.</summary>
    /// <param name="options">What the runs are given; <see cref="RunOptions.Terminate"/> is this clock's affair.</param>
    /// <param name="limit">The longest that a run may take; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    public RunClock(RunOptions options, TimeSpan limit)
    {
        _options = options;
        _limit = limit;
        if (limit != Timeout.InfiniteTimeSpan)
        {
            _timer = new Timer(static clock => ((RunClock)clock!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Whether the run at hand, or the last one, was ended for taking too long.</summary>
    public bool HasExpired { get; private set; }

    /// <summary>A run begins.</summary>
    public void Start()
    {
        lock (_lock)
        {
            HasExpired = false;
            _running = true;
            _started = Environment.TickCount64;
            _timer?.Change(_limit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the run at hand, if there is one.</summary>
    public void Terminate()
    {
        lock (_lock)
        {
            if (_running)
            {
                _options.Terminate = true;
            }
        }
    }

    /// <summary>The run has ended; the next one may start.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _running = false;
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _options.Terminate = false;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void OnTimer()
    {
        lock (_lock)
        {
            // A timer may fire for a run that has just ended, while the next one is under way.
            TimeSpan left = _limit - TimeSpan.FromMilliseconds(Environment.TickCount64 - _started);
            if (!_running)
            {
                return;
            }

            if (left > TimeSpan.FromMilliseconds(20))
            {
                _timer!.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }

            HasExpired = true;
            _options.Terminate = true;
        }
    }
}
