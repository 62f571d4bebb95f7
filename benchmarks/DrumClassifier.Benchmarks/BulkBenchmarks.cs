using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>A thousand files with one worker and with two.</summary>
[WarmupCount(1)]
[IterationCount(5)]
[InvocationCount(1)]
public class BulkBenchmarks : FileBenchmarks
{
    /// <inheritdoc />
    [Params(1000)]
    public override int Files { get; set; }

    /// <inheritdoc />
    [Params(1, 2)]
    public override int Workers { get; set; }
}
