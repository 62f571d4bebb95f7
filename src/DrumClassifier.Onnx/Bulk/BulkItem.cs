namespace DrumClassification;

/// <summary>One file on its way through the pipeline.</summary>
internal sealed class BulkItem(string? path)
{
    public string Path { get; } = path ?? string.Empty;

    /// <summary>The network's input, from the shared array pool; null before it is computed and after it is used.</summary>
    public float[]? Features { get; set; }

    /// <summary>What is known of the sound beside the features.</summary>
    public PreparedSound Sound { get; set; }

    public TaskCompletionSource<FileClassification> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
