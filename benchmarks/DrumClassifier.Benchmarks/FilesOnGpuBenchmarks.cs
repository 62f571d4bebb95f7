using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>Files on disk with a worker for each processor, the network on the CPU and on a GPU.</summary>
[WarmupCount(1)]
[IterationCount(5)]
[InvocationCount(1)]
public class FilesOnGpuBenchmarks : FileBenchmarks
{
    /// <inheritdoc />
    [Params(10000)]
    public override int Files { get; set; }

    /// <inheritdoc />
    [ParamsSource(nameof(AllProcessors))]
    public override int Workers { get; set; }

    /// <summary>Where the network runs.</summary>
    [Params(ExecutionProvider.Cpu, ExecutionProvider.Cuda)]
    public ExecutionProvider Provider { get; set; }

    /// <summary>One worker for each.</summary>
    public static IEnumerable<int> AllProcessors => [Environment.ProcessorCount];

    /// <inheritdoc />
    protected override DrumClassifierOptions Options => new() { Provider = Provider, BatchSize = Provider == ExecutionProvider.Cuda ? 256 : 16 };

    /// <inheritdoc />
    public override void Setup() =>
        Rows.Guard(this, base.Setup, nameof(Files), Files, nameof(Workers), Workers, nameof(Provider), Provider);
}
