using DrumClassification;

namespace ClassifyService;

/// <summary>What appsettings.json, the environment and the command line (<c>--MaxUploadBytes 1000000</c>) may set.</summary>
internal sealed record ServiceOptions
{
    /// <summary>Largest request in bytes. Default 16 MiB.</summary>
    public long MaxUploadBytes { get; init; } = 16 << 20;

    /// <summary>Most sounds that wait at once; more are answered 503. Default 256.</summary>
    public int QueueLength { get; init; } = 256;

    /// <summary>
    /// Most sounds that are in memory decoded, on their way to the network; it bounds the service's memory. Default the number of processors.
    /// </summary>
    public int MaxDecodedSounds { get; init; } = Environment.ProcessorCount;

    /// <summary>How much of a sound is decoded, in seconds: what comes later says nothing about a one-shot, and costs memory. Default 10.</summary>
    public double MaxSeconds { get; init; } = 10;

    /// <summary>Most sounds in one run of the network. Default 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Where the network runs. Default the CPU.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>
    /// True lets libsndfile decode what managed code does not: native code that reads bytes from strangers. Default false.
    /// </summary>
    public bool UseLibsndfile { get; init; }
}
