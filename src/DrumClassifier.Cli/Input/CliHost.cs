using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Input;

/// <summary>What the commands stand on; tests put their own in place.</summary>
/// <param name="Streams">Where they write.</param>
/// <param name="OpenClassifier">Makes the classifier; the caller disposes it.</param>
internal sealed record CliHost(CliStreams Streams, Func<ClassifierRequest, IDrumClassifier> OpenClassifier)
{
    /// <summary>The disk.</summary>
    public IFileSystem FileSystem { get; init; } = new RealFileSystem();

    /// <summary>Asks the user a question that is answered with yes or no; null if nobody can answer.</summary>
    public Func<string, bool?> Ask { get; init; } = Question.Ask;

    /// <summary>Makes a classifier, and says if it does not run where it was asked to. The caller disposes it.</summary>
    public IDrumClassifier Open(ClassifierRequest request)
    {
        IDrumClassifier classifier = OpenClassifier(request);
        if (request.Context == ContextUse.Folder && !classifier.Model.HasNeighbours)
        {
            using (classifier)
            {
                throw new WrongUseException(
                    $"'--context folder' needs a model with a stage for neighbours; {classifier.Model.Source} has none. Name another one with --model, or give it one with 'drumtrain context'.");
            }
        }

        if (classifier.Provider.Reason is { } reason)
        {
            Streams.Message(reason);
        }

        return classifier;
    }

    /// <summary>The process's own.</summary>
    public static CliHost For(CliStreams streams) => new(streams, Make);

    private static TimeSpan Longer(TimeSpan a, TimeSpan b)
    {
        TimeSpan most = TimeSpan.FromHours(1);
        TimeSpan longer = a > b ? a : b;
        return longer < most ? longer : most;
    }

    /// <summary>The library's options for a request.</summary>
    public static DrumClassifierOptions OptionsOf(ClassifierRequest request)
    {
        var options = new DrumClassifierOptions
        {
            Provider = request.Provider,
            UncertainBelow = request.UncertainBelow,
            IncludeEmbedding = request.IncludeEmbedding,
            IncludeKindProbabilities = request.IncludeKindProbabilities,
            Context = request.Context ?? ContextGroup.Default,
            Names = request.Names,
            NameRoots = [.. request.NameRoots.Where(root => root.Length > 0)],
            Decoded = request.Decoded,
        };
        if (request.MaxHitSeconds is { } seconds)
        {
            TimeSpan length = TimeSpan.FromSeconds(seconds);
            TimeSpan looked = Longer(options.Decoding.MaxDuration, length + TimeSpan.FromSeconds(1));
            options = options with { MaxHitLength = length, Decoding = options.Decoding with { MaxDuration = looked } };
        }

        return options;
    }

    private static IDrumClassifier Make(ClassifierRequest request)
    {
        DrumClassifierOptions options = OptionsOf(request);
        try
        {
            return request.ModelPath is { } path ? DrumClassifier.FromFile(path, options) : DrumClassifier.Create(options);
        }
        catch (ProviderUnavailableException exception)
        {
            // The library tells its host's developer which package to reference; whoever runs a command has none to change.
            throw new ProviderUnavailableException(
                $"{exception.Message} For this tool: the packed one runs on the CPU only; one for a GPU is built in a checkout with -p:OnnxRuntime=Gpu.",
                exception);
        }
    }
}

/// <summary>Which classifier a command needs.</summary>
/// <param name="ModelPath">An ONNX file; null is the embedded model.</param>
/// <param name="Provider">Where it runs.</param>
/// <param name="UncertainBelow">A confidence below this, 0 … 1, is uncertain; null leaves that to the model.</param>
/// <param name="IncludeEmbedding">Whether results carry their embedding.</param>
internal sealed record ClassifierRequest(
    string? ModelPath, ExecutionProvider Provider, float? UncertainBelow = null, bool IncludeEmbedding = false)
{
    /// <summary>How long, in seconds, a single hit may sound; null leaves that to the library.</summary>
    public double? MaxHitSeconds { get; init; }

    /// <summary>What the other sounds of a folder are to an answer; null is <see cref="ContextGroup.Default"/> where the model can.</summary>
    public ContextUse? Context { get; init; }

    /// <summary>What names of files and folders are to the answers. Default: nothing.</summary>
    public NameUse Names { get; init; } = NameUse.Off;

    /// <summary>What the user has given: names of folders above it are nobody's evidence.</summary>
    public IReadOnlyList<string> NameRoots { get; init; } = [];

    /// <summary>True weighs each file's name as if the file were the only one, below its own folder, so that no answer depends on the files before it.</summary>
    public bool IsEachNameForItself { get; init; }

    /// <summary>Whether results carry the probabilities of all kinds.</summary>
    public bool IncludeKindProbabilities { get; init; }

    /// <summary>Told of every sound of many while it is decoded; null for nobody.</summary>
    public Action<string, SoundCollector>? Decoded { get; init; }
}
