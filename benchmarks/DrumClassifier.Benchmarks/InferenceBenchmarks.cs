using BenchmarkDotNet.Attributes;

namespace DrumClassification.Benchmarks;

/// <summary>Where the network runs.</summary>
public enum Processor
{
    /// <summary>One thread.</summary>
    CpuOneThread,

    /// <summary>As many threads as there are processors.</summary>
    CpuAllThreads,

    /// <summary>The first GPU, from and to this process's memory.</summary>
    Cuda,
}

/// <summary>The embedded model's network on features in memory. A row's time is that of the whole batch.</summary>
public class InferenceBenchmarks
{
    private InferenceEngine _engine = null!;
    private Workspace _workspace = null!;

    /// <summary>Where it runs.</summary>
    [ParamsAllValues]
    public Processor Processor { get; set; }

    /// <summary>Sounds in one run.</summary>
    [Params(1, 8, 32, 128)]
    public int Batch { get; set; }

    /// <summary>Loads the model; on a GPU it may not fall back to the CPU, not even for a single operator.</summary>
    [GlobalSetup]
    public void Setup() => Rows.Guard(this, Load, nameof(Processor), Processor, nameof(Batch), Batch);

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        if (_engine is not null)
        {
            _engine.Return(_workspace);
            _engine.Dispose();
        }
    }

    /// <summary>One run.</summary>
    [Benchmark]
    public void Run() => _workspace.Run(Batch);

    private void Load()
    {
        DrumClassifierOptions options = new()
        {
            BatchSize = Batch,
            Threads = Processor == Processor.CpuAllThreads ? Environment.ProcessorCount : 1,
        };
        if (Processor == Processor.Cuda)
        {
            options = options with
            {
                Provider = ExecutionProvider.Cuda,
                ConfigureSession = session => session.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1"),
            };
        }

        _engine = ProviderChoice.Start(ModelFile.Embedded(), options);
        _workspace = Batch == 1 ? _engine.RentSingle() : _engine.RentBatch();
        Random random = new(1);
        for (int i = 0; i < Batch; i++)
        {
            foreach (ref float value in _workspace.Input(i))
            {
                value = random.NextSingle();
            }
        }
    }
}
