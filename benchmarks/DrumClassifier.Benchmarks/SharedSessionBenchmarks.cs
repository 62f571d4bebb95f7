using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>As many threads as processors, each running the network on one sound after the other: through one session, or one each.</summary>
public class SharedSessionBenchmarks
{
    private const int RunsEach = 64;

    private readonly int _threads = Environment.ProcessorCount;
    private InferenceEngine[] _engines = [];

    /// <summary>Whether all use the same session.</summary>
    [Params(true, false)]
    public bool Shared { get; set; }

    /// <summary>Loads the model.</summary>
    [GlobalSetup]
    public void Setup()
    {
        int sessions = Shared ? 1 : _threads;
        _engines = [.. Enumerable.Range(0, sessions).Select(_ => ProviderChoice.Start(ModelFile.Embedded(), new()))];
    }

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Cleanup() => Array.ForEach(_engines, engine => engine.Dispose());

    /// <summary>64 runs on each thread.</summary>
    [Benchmark]
    public void RunOnAllThreads() => Parallel.For(0, _threads, new ParallelOptions { MaxDegreeOfParallelism = _threads }, thread =>
    {
        InferenceEngine engine = _engines[thread % _engines.Length];
        for (int run = 0; run < RunsEach; run++)
        {
            Workspace workspace = engine.RentSingle();
            workspace.Run(1);
            engine.Return(workspace);
        }
    });
}
