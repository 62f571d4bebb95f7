using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse;

/// <summary>Work that goes on while the page is used, one piece at a time. Thread-safe.</summary>
internal sealed class BrowseWork : IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource _stop = new();
    private Task _task = Task.CompletedTask;
    private WorkProgress _progress = new();
    private WorkReply _state = new(0, "", 0, 0, IsRunning: false, null, null, null, null);

    /// <summary>How it stands.</summary>
    public WorkReply State
    {
        get
        {
            lock (_lock)
            {
                return _state with { Done = _progress.Done, Total = _progress.Total };
            }
        }
    }

    /// <summary>Starts a piece of work on another thread.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="run">The work; it says how far it is, and at its end what came of it.</param>
    /// <returns>False if there is one going on.</returns>
    public bool TryStart(string name, Func<WorkProgress, CancellationToken, Task<WorkEnd>> run)
    {
        lock (_lock)
        {
            if (_state.IsRunning)
            {
                return false;
            }

            _stop.Dispose();
            _stop = new CancellationTokenSource();
            _progress = new WorkProgress();
            _state = new WorkReply(_state.Number + 1, name, 0, 0, IsRunning: true, null, null, null, null);
            (WorkProgress progress, CancellationToken token) = (_progress, _stop.Token);
            _task = Task.Run(() => RunAsync(() => run(progress, token), token), CancellationToken.None);
            return true;
        }
    }

    /// <summary>Stops it between files.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Stops it and waits for its end.</summary>
    public async Task EndAsync()
    {
        Stop();
        await _task;
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(Func<Task<WorkEnd>> run, CancellationToken cancellationToken)
    {
        WorkEnd end;
        try
        {
            end = await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            end = new WorkEnd("Stopped.");
        }
        catch (Exception exception)
        {
            // Shown on the page: what one piece of work dies of must not end the server.
            end = new WorkEnd("", Error: exception is DrumClassifierException or IOException or UnauthorizedAccessException ? exception.Message : LastWords.For(exception));
        }

        lock (_lock)
        {
            _state = _state with { IsRunning = false, Message = end.Message, Error = end.Error, Sort = end.Sort, Teach = end.Teach };
        }
    }
}

/// <summary>How far a piece of work is. Thread-safe.</summary>
internal sealed class WorkProgress
{
    private int _done;
    private int _total;

    /// <summary>Files that are done.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>All files; 0 while that is not known.</summary>
    public int Total => Volatile.Read(ref _total);

    /// <summary>It is known how many files there are.</summary>
    public void Begin(int total) => Volatile.Write(ref _total, total);

    /// <summary>A file is done.</summary>
    public void Advance() => Interlocked.Increment(ref _done);
}

/// <summary>What came of a piece of work.</summary>
/// <param name="Message">In a sentence.</param>
/// <param name="Sort">What a sort did or would do.</param>
/// <param name="Error">What went wrong; null if nothing did.</param>
/// <param name="Teach">What was learned.</param>
internal sealed record WorkEnd(string Message, SortReply? Sort = null, string? Error = null, TeachReply? Teach = null);
