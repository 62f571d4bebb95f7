using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace DrumClassification.Benchmarks;

/// <summary>How everything here is measured.</summary>
internal static class BenchmarkConfig
{
    /// <param name="quick">Fewer and shorter iterations: figures to a few percent in minutes.</param>
    public static IConfig Create(bool quick)
    {
        // In this process: a build for every row would take longer than the rows, and would not know -p:OnnxRuntime.
        Job job = Job.Default.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(1), logOutput: true));
        if (quick)
        {
            job = job.WithWarmupCount(4).WithIterationCount(9).WithIterationTime(TimeInterval.FromMilliseconds(100));
        }

        return ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "drumclassifier-benchmarks"));
    }
}
