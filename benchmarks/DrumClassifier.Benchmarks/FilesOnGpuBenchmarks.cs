using BenchmarkDotNet.Attributes;
using DrumClassification.Benchmarks.Reporting;

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
    protected override DrumClassifierOptions Options =>
        Provider == ExecutionProvider.Cuda ? new() { Provider = Provider, BatchSize = 256 } : base.Options;

    /// <inheritdoc />
    public override void Setup() =>
        Rows.Guard(this, Load, nameof(Files), Files, nameof(Workers), Workers, nameof(Provider), Provider);

    private void Load()
    {
        // The CPU's row is there to be compared with; alone, BulkGrowth has it.
        if (!ReportFile.ForGpu)
        {
            throw new UnavailableException("this program was built for the CPU; -p:OnnxRuntime=Gpu builds it for a GPU");
        }

        base.Setup();
    }
}
