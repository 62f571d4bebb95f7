namespace DrumClassification;

/// <summary>The bounds of <see cref="DrumClassifierQueue"/>: together they bound what it holds in memory.</summary>
public sealed class DrumClassifierQueueOptions
{
    /// <summary>
    /// Most sounds that are in the queue at once, being read, decoded or waiting for the network, 1 … 100000. Those beyond wait with their streams
    /// unread, so that a server's clients are slowed down and nothing is held of their sounds. Default 64.
    /// </summary>
    public int Capacity { get; set; } = 64;

    /// <summary>Most calls that may wait for a place, 0 … 1000000; those beyond are refused with <see cref="QueueFullException"/>. Default 1000.</summary>
    public int MaxWaiting { get; set; } = 1000;

    /// <summary>Largest encoded sound in bytes, 1 … 64 MiB; larger ones are refused with <see cref="SoundTooLargeException"/>. Default 16 MiB.</summary>
    public int MaxEncodedBytes { get; set; } = 16 << 20;

    /// <summary>
    /// Longest time that reading one sound may take, from 1 ms to 24 days, or infinite; a slower stream is refused with
    /// <see cref="SoundTooSlowException"/>. Default 30 s.
    /// </summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Most sounds that are in memory decoded, 1 … 100000, or 0 for one for each processor and, where runs are shared, those of a run. A decoded sound is
    /// much larger than its file. Default 0.
    /// </summary>
    public int MaxDecoded { get; set; }

    /// <summary>
    /// Whether the sounds of several calls share a run of the network. Null shares them on a GPU, which needs large runs; on a CPU a sound
    /// that waits for others only comes later. Default null.
    /// </summary>
    public bool? ShareRuns { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (Capacity is < 1 or > 100_000)
        {
            yield return $"Queue:Capacity is {Capacity}; it must be 1 … 100000.";
        }

        if (MaxWaiting is < 0 or > 1_000_000)
        {
            yield return $"Queue:MaxWaiting is {MaxWaiting}; it must be 0 … 1000000.";
        }

        if (MaxEncodedBytes is < 1 or > 64 << 20)
        {
            yield return $"Queue:MaxEncodedBytes is {MaxEncodedBytes}; it must be 1 … {64 << 20}.";
        }

        if (ReadTimeout != Timeout.InfiniteTimeSpan && (ReadTimeout < TimeSpan.FromMilliseconds(1) || ReadTimeout > TimeSpan.FromDays(24)))
        {
            yield return $"Queue:ReadTimeout is {ReadTimeout}; it must be 1 ms … 24 days, or infinite.";
        }

        if (MaxDecoded is < 0 or > 100_000)
        {
            yield return $"Queue:MaxDecoded is {MaxDecoded}; it must be 0 … 100000.";
        }
    }
}
