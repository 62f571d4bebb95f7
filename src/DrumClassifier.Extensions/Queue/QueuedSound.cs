namespace DrumClassification;

/// <summary>A decoded sound that waits for the network, and the task that its caller waits for.</summary>
internal sealed class QueuedSound(AudioClip clip, CancellationToken cancellationToken)
{
    public AudioClip Clip { get; } = clip;

    public TaskCompletionSource<Classification> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True if its caller has gone: then nothing is to be done for it.</summary>
    public bool CancelIfAsked() => cancellationToken.IsCancellationRequested && Result.TrySetCanceled(cancellationToken);
}
