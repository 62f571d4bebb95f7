using System.Diagnostics.CodeAnalysis;

namespace DrumClassification;

/// <summary>Lets only so many sounds be decoded at the same time. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore owns a handle only where one was asked for, and calls may still be running when a classifier is disposed.")]
internal sealed class DecodeGate(int places)
{
    private readonly SemaphoreSlim _places = new(places, places);

    /// <summary>Waits for a place; disposing the result leaves it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Place Enter(CancellationToken cancellationToken)
    {
        _places.Wait(cancellationToken);
        return new Place(_places);
    }

    /// <summary>Waits for a place without a thread; disposing the result leaves it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<Place> EnterAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Place(_places);
    }

    /// <summary>A place that is taken; dispose it once.</summary>
    internal readonly struct Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
