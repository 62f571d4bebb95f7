using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;

namespace DrumClassification.Benchmarks;

/// <summary>What <see cref="SessionFactory"/> sets, and what it could set instead.</summary>
public enum SessionChoice
{
    /// <summary>The library's: all optimisations, one thread, no spinning, arena and memory pattern on.</summary>
    Library,

    /// <summary>Basic graph optimisations.</summary>
    Basic,

    /// <summary>Extended ones, without the blocked layout of convolutions.</summary>
    Extended,

    /// <summary>No arena.</summary>
    NoArena,

    /// <summary>No memory pattern.</summary>
    NoMemoryPattern,

    /// <summary>Weights not packed beforehand.</summary>
    NoPrepacking,

    /// <summary>Denormal numbers taken as zero.</summary>
    FlushDenormals,

    /// <summary>Two threads that sleep when idle.</summary>
    TwoThreads,

    /// <summary>Two threads that spin when idle.</summary>
    TwoThreadsSpinning,
}

/// <summary>The session's options by measurement: the embedded model's network on the CPU.</summary>
public class SessionOptionBenchmarks
{
    private InferenceEngine _engine = null!;
    private Workspace _workspace = null!;

    /// <summary>What is set.</summary>
    [ParamsAllValues]
    public SessionChoice Choice { get; set; }

    /// <summary>Sounds in one run.</summary>
    [Params(1, 16)]
    public int Batch { get; set; }

    /// <summary>Loads the model.</summary>
    [GlobalSetup]
    public void Setup()
    {
        DrumClassifierOptions options = new()
        {
            Threads = Choice is SessionChoice.TwoThreads or SessionChoice.TwoThreadsSpinning ? 2 : 1,
            ConfigureSession = Configure,
        };
        _engine = ProviderChoice.Start(ModelFile.Embedded(), options);
        _workspace = _engine.RentBatch();
    }

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _engine.Return(_workspace);
        _engine.Dispose();
    }

    /// <summary>One run.</summary>
    [Benchmark]
    public void Run() => _workspace.Run(Batch);

    private void Configure(SessionOptions session)
    {
        switch (Choice)
        {
            case SessionChoice.Basic:
                session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC;
                break;
            case SessionChoice.Extended:
                session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED;
                break;
            case SessionChoice.NoArena:
                session.EnableCpuMemArena = false;
                break;
            case SessionChoice.NoMemoryPattern:
                session.EnableMemoryPattern = false;
                break;
            case SessionChoice.NoPrepacking:
                session.AddSessionConfigEntry("session.disable_prepacking", "1");
                break;
            case SessionChoice.FlushDenormals:
                session.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
                break;
            case SessionChoice.TwoThreadsSpinning:
                session.AddSessionConfigEntry("session.intra_op.allow_spinning", "1");
                break;
        }
    }
}
