using System.Runtime.InteropServices;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// Turns the first Ctrl-C (or SIGTERM) into a cancelled token, so that the file in hand is finished; the second ends the
/// process as usual.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <summary>Starts listening.</summary>
    /// <param name="alsoBy">Cancels as well; default for work that nothing else is to stop.</param>
    public Interruption(CancellationToken alsoBy = default)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(alsoBy);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (!_source.IsCancellationRequested)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
