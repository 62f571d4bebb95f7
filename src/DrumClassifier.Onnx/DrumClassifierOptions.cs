using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>How a classifier runs. The defaults suit a desktop app and a command-line tool.</summary>
public sealed record DrumClassifierOptions
{
    /// <summary>Where the network runs. Default <see cref="ExecutionProvider.Cpu"/>.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>Number of the GPU, from 0. Default 0. Ignored on the CPU.</summary>
    public int DeviceId { get; init; }

    /// <summary>
    /// Largest number of sounds in one run of the network, 1 … 4096. Default 16. On a GPU every batch is run at this size, filled or not; 64
    /// and more suit it.
    /// </summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>
    /// CPU threads inside one run of the network, 1 … 1024. Default 1: a one-shot is so short that more threads cost more than
    /// they bring, and calls from several threads, or <see cref="Workers"/>, use the other cores better.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Threads that <see cref="IDrumClassifier.ClassifyBatch"/> and <see cref="IDrumClassifier.ClassifyFilesAsync"/> use at once,
    /// 1 … 1024, or 0 for the number of processors. Default 0. Single calls always run on the caller's own thread.
    /// </summary>
    public int Workers { get; init; }

    /// <summary>
    /// True returns the results of <see cref="IDrumClassifier.ClassifyFilesAsync"/> in the order of the paths; false as they
    /// are ready. Default true.
    /// </summary>
    public bool KeepOrder { get; init; } = true;

    /// <summary>True fills <see cref="Classification.Embedding"/>. Default false.</summary>
    public bool IncludeEmbedding { get; init; }

    /// <summary>True fills <see cref="Classification.KindProbabilities"/>. Default false. Results of files have it too where <see cref="Names"/> is on.</summary>
    public bool IncludeKindProbabilities { get; init; }

    /// <summary>
    /// What the names of files and folders are to <see cref="IDrumClassifier.ClassifyFilesAsync"/>; every other member goes by the sound alone, whatever
    /// this says. How far names are believed is learnt from file to file in each enumeration, so that answers depend on the files before, and without
    /// <see cref="KeepOrder"/> on the order in which they happen to be ready. Default <see cref="NameUse.Off"/>.
    /// </summary>
    public NameUse Names { get; init; } = NameUse.Off;

    /// <summary>
    /// The folders (or files) that the user has named: the names of what stands above one of them say nothing, so that nobody's home folder does. A file
    /// that is in none of them has only its own name and its folder's. Default empty: paths count as they are given, the file's name and up to four folders.
    /// </summary>
    public IReadOnlyList<string> NameRoots { get; init; } = [];

    /// <summary>
    /// What the other sounds of a folder are to <see cref="IDrumClassifier.ClassifyFilesAsync"/>. With <see cref="ContextUse.Folder"/> the paths are read to the
    /// end first, and results come folder by folder, by the order of the names in each, whatever <see cref="KeepOrder"/> says. It changes nothing
    /// for a model without <see cref="ModelInfo.HasNeighbours"/>. Default <see cref="ContextUse.Off"/>.
    /// </summary>
    public ContextUse Context { get; init; } = ContextUse.Off;

    /// <summary>
    /// A confidence below this, 0 … 1, is reported as uncertain. Default null: the model's own
    /// <see cref="ModelCalibration.UncertainBelow"/>.
    /// </summary>
    public float? UncertainBelow { get; init; }

    /// <summary>
    /// How sounds are decoded: how much of one is looked at, and whether libsndfile may read what managed code does not. Default
    /// <see cref="AudioDecodeOptions.Default"/>: 30 s, from where something is to be heard; where the system has libsndfile, with it.
    /// </summary>
    public AudioDecodeOptions Decoding { get; init; } = AudioDecodeOptions.Default;

    /// <summary>
    /// A sound that is heard for longer (until it is 40 dB below its loudest) is <see cref="UncertainReason.TooLong"/>. Above 0. Default 12 s: a
    /// gong is shorter, a song longer.
    /// </summary>
    public TimeSpan MaxHitLength { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>
    /// False asks the network about everything, also about silence, loops and songs; then <see cref="UncertainReason.LowConfidence"/> is the only
    /// reason. Default true. A model can say the same of itself: <see cref="FrontEndSettings.SignalGate"/>.
    /// </summary>
    public bool CheckSignal { get; init; } = true;

    /// <summary>
    /// Longest time that one run of the network may take, from 1 ms to 24 days, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit; the call then
    /// throws <see cref="DrumClassifierException"/>. Making the session has the same limit. A sound takes milliseconds: this is for
    /// models from elsewhere, which may hold an endless loop. ONNX Runtime ends a run between two operators. Default 1 minute.
    /// </summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Most sounds that are decoded at the same time by <see cref="IDrumClassifier.Classify(Stream)"/>, <see cref="IDrumClassifier.Classify(string)"/> and
    /// <see cref="IDrumClassifier.ClassifyFilesAsync"/> and their like together, 1 … 1024, or 0 for the number of processors; more wait for their turn. It
    /// bounds the memory of a server: a decoded sound can take much more of it than its file. A stream that has to wait for its bytes keeps its
    /// place meanwhile, but not in <see cref="IDrumClassifier.ClassifyAsync(Stream, CancellationToken)"/>, which reads first. Default 0.
    /// </summary>
    public int MaxConcurrentDecodes { get; init; }

    /// <summary>
    /// Called with ONNX Runtime's options after the library has set them and before the session is made, for everything that
    /// has no option here. On a GPU there are two sessions, one for single calls and one for batches, and it is called for each; with
    /// <see cref="ExecutionProvider.Auto"/> once more where the GPU fails. Default null.
    /// </summary>
    public Action<SessionOptions>? ConfigureSession { get; init; }

    /// <summary>
    /// Called by <see cref="IDrumClassifier.ClassifyFilesAsync"/> with each file while it is decoded, by the thread that did it, so that others who need
    /// the samples need not decode it again. What it throws is that file's error. Default null.
    /// </summary>
    internal Action<string, SoundCollector>? Decoded { get; init; }

    internal int DecodeCount => MaxConcurrentDecodes > 0 ? MaxConcurrentDecodes : Environment.ProcessorCount;

    internal int WorkerCount => Workers > 0 ? Workers : Environment.ProcessorCount;

    /// <summary>Throws if a value is out of its range.</summary>
    /// <exception cref="ArgumentException">The message names the option, its value and the range.</exception>
    public void Validate()
    {
        Check(Enum.IsDefined(Provider), nameof(Provider), Provider, "Cpu, Cuda or Auto");
        Check(Enum.IsDefined(Context), nameof(Context), Context, "Off or Folder");
        Check(Enum.IsDefined(Names), nameof(Names), Names, "Off, Hint or Trust");
        Check(NameRoots is not null && !NameRoots.Any(string.IsNullOrEmpty), nameof(NameRoots), NameRoots, "a list of paths, none of them empty");
        Check(DeviceId is >= 0 and < 1024, nameof(DeviceId), DeviceId, "0 … 1023");
        Check(BatchSize is > 0 and <= 4096, nameof(BatchSize), BatchSize, "1 … 4096");
        Check(Threads is > 0 and <= 1024, nameof(Threads), Threads, "1 … 1024");
        Check(Workers is >= 0 and <= 1024, nameof(Workers), Workers, "0 … 1024");
        Check(UncertainBelow is null or (>= 0 and <= 1), nameof(UncertainBelow), UncertainBelow, "null or 0 … 1");
        Check(Decoding is not null, nameof(Decoding), Decoding, "an AudioDecodeOptions");
        Check(MaxHitLength > TimeSpan.Zero, nameof(MaxHitLength), MaxHitLength, "above 0");
        Check(
            RunTimeout == Timeout.InfiniteTimeSpan || (RunTimeout >= TimeSpan.FromMilliseconds(1) && RunTimeout <= TimeSpan.FromDays(24)),
            nameof(RunTimeout),
            RunTimeout,
            "1 ms … 24 days, or infinite");
        Check(MaxConcurrentDecodes is >= 0 and <= 1024, nameof(MaxConcurrentDecodes), MaxConcurrentDecodes, "0 … 1024");
    }

    private static void Check(bool good, string name, object? value, string range)
    {
        if (!good)
        {
            throw new ArgumentException($"Option {name} is {value ?? "null"}; it must be {range}.", name);
        }
    }
}
