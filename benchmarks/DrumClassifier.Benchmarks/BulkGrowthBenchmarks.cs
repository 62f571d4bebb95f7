using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>Whether twenty times as many files take twenty times as long.</summary>
[WarmupCount(1)]
[IterationCount(4)]
[InvocationCount(1)]
public class BulkGrowthBenchmarks : FileBenchmarks
{
    /// <inheritdoc />
    [Params(1000, 20000)]
    public override int Files { get; set; }

    /// <inheritdoc />
    [Params(2)]
    public override int Workers { get; set; }
}
