namespace DrumClassification;

/// <summary>
/// What a host may set: in code, or in a section of its configuration (appsettings.json, environment, command line). Checked when the host
/// starts. The defaults suit a web service for one-shots from strangers.
/// </summary>
public sealed class DrumClassifierServiceOptions
{
    /// <summary>Path of the model file; null for the one inside the library. Default null.</summary>
    public string? ModelPath { get; set; }

    /// <summary>Where the network runs. Default <see cref="ExecutionProvider.Cpu"/>.</summary>
    public ExecutionProvider Provider { get; set; } = ExecutionProvider.Cpu;

    /// <summary>Number of the GPU, from 0. Default 0. Ignored on the CPU.</summary>
    public int DeviceId { get; set; }

    /// <summary>Largest number of sounds in one run of the network, 1 … 4096. Default 16.</summary>
    public int BatchSize { get; set; } = 16;

    /// <summary>CPU threads inside one run of the network, 1 … 1024. Default 1.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Threads that share a batch, 1 … 1024, or 0 for the number of processors. Default 0.</summary>
    public int Workers { get; set; }

    /// <summary>A confidence below this, 0 … 1, is reported as uncertain. Default null: the model's own threshold.</summary>
    public float? UncertainBelow { get; set; }

    /// <summary>True fills <see cref="Classification.Embedding"/>. Default false.</summary>
    public bool IncludeEmbedding { get; set; }

    /// <summary>How much of a sound is decoded, above 0, at most one hour: what comes later says nothing about a one-shot, and costs memory. Default 10 s.</summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// True lets libsndfile decode what managed code does not, where the system has it: native code that reads bytes from strangers. Default false.
    /// </summary>
    public bool UseLibsndfile { get; set; }

    /// <summary>Longest time of one run of the network, 1 ms … 24 days, or infinite. Default 1 minute.</summary>
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The bounds of <see cref="DrumClassifierQueue"/>.</summary>
    public DrumClassifierQueueOptions Queue { get; set; } = new();

    /// <summary>
    /// Called with the classifier's options as made of these, for what has no setting here, such as
    /// <see cref="DrumClassifierOptions.ConfigureSession"/>; what it returns is used. Default null.
    /// </summary>
    public Func<DrumClassifierOptions, DrumClassifierOptions>? Configure { get; set; }

    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    internal DrumClassifierOptions ToClassifierOptions()
    {
        DrumClassifierOptions options = new()
        {
            Provider = Provider,
            DeviceId = DeviceId,
            BatchSize = BatchSize,
            Threads = Threads,
            Workers = Workers,
            UncertainBelow = UncertainBelow,
            IncludeEmbedding = IncludeEmbedding,
            RunTimeout = RunTimeout,
            Decoding = new AudioDecodeOptions { MaxDuration = MaxDuration, UseLibsndfile = UseLibsndfile },
        };
        options = Configure?.Invoke(options) ?? options;
        options.Validate();
        return options;
    }
}
