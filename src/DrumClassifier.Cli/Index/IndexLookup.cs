using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Index;

/// <summary>
/// What an index knows of files as they are now: only of those whose size and time are what they were, and only what this very model has said.
/// Thread-safe.
/// </summary>
internal sealed class IndexLookup : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LibraryDatabase _database;
    private readonly SoundReader _reader;
    private readonly ModelInfo _modelInfo;
    private readonly float _uncertainBelow;
    private readonly bool _withEmbedding;
    private readonly bool _withKinds;
    private (string Given, string Real) _lastFolder = ("", "");

    private IndexLookup(LibraryDatabase database, long model, ModelInfo modelInfo, ClassifierRequest request)
    {
        _database = database;
        _reader = new SoundReader(database);
        Model = model;
        _modelInfo = modelInfo;
        _uncertainBelow = request.UncertainBelow ?? modelInfo.Calibration.UncertainBelow;
        _withEmbedding = request.IncludeEmbedding;
        _withKinds = request.IncludeKindProbabilities;
    }

    /// <summary>Number of the model.</summary>
    public long Model { get; }

    /// <summary>Path of the index.</summary>
    public string FilePath => _database.FilePath;

    /// <summary>The index that a command is to use; null if it is to use none, or there is none.</summary>
    public static string? PathOf(ClassifierRequest request, IndexChoice choice)
    {
        // How long a hit may be is decided where a sound is heard, so that nothing is known of it with another limit.
        bool isWanted = !choice.IsOff && request.MaxHitSeconds is null;
        return isWanted && (choice.File ?? IndexChoice.Default) is { } path && (choice.File is not null || File.Exists(path)) ? path : null;
    }

    /// <summary>Opens the index that a command is to use.</summary>
    /// <param name="host">Is told where the user's own index cannot be used; one that was named and cannot be is an error.</param>
    /// <param name="classifier">The classifier whose answers are wanted.</param>
    /// <param name="request">How it was made.</param>
    /// <param name="choice">Which index.</param>
    /// <returns>Null if there is none, or none that has this model's answers.</returns>
    /// <exception cref="LibraryException">The index that was named cannot be used.</exception>
    public static IndexLookup? TryOpen(CliHost host, IDrumClassifier classifier, ClassifierRequest request, IndexChoice choice)
    {
        if (PathOf(request, choice) is not { } path)
        {
            return null;
        }

        try
        {
            var database = LibraryDatabase.Open(path);
            try
            {
                if (database.FindModel(ModelIdentity.Of(request.ModelPath, classifier)) is { } model)
                {
                    return new IndexLookup(database, model, classifier.Model, request);
                }
            }
            catch
            {
                database.Dispose();
                throw;
            }

            database.Dispose();
            host.Streams.Message($"The index '{path}' holds answers of another model or version, so sounds are read; 'drums index' brings it up to date.");
            return null;
        }
        catch (LibraryException exception) when (choice.File is null)
        {
            host.Streams.Message($"{exception.Message} It is not used now; sounds are read instead.");
            return null;
        }
    }

    /// <summary>What is known of a file as it is now; null if that is nothing.</summary>
    public StoredSound? Find(string path)
    {
        lock (_lock)
        {
            try
            {
                string real = Real(path);
                return FileStamp.Of(real) is { } now && _reader.Find(real, now, Model, _modelInfo.Labels) is { } stored ? Adapted(stored) : null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LibraryException)
            {
                // Whoever reads the sound instead says what is wrong with it, or needs no index.
                return null;
            }
        }
    }

    /// <summary>Every sound that is known, as far as it is now what it was.</summary>
    public List<StoredSound> All()
    {
        lock (_lock)
        {
            return [.. _reader.Stored(Model, _modelInfo.Labels).Where(IsAsItWas).Select(Adapted)];
        }
    }

    /// <summary>What the user has said of sounds.</summary>
    public Corrections Corrections()
    {
        lock (_lock)
        {
            return Index.Corrections.Of(_database, _modelInfo);
        }
    }

    /// <summary>Asks the index itself.</summary>
    public T Ask<T>(Func<SoundReader, T> question)
    {
        lock (_lock)
        {
            return question(_reader);
        }
    }

    /// <summary>One sound; null if its file is not what it was.</summary>
    public StoredSound? Get(long id)
    {
        lock (_lock)
        {
            return _reader.Get(id, _modelInfo.Labels) is { } stored && stored.Known.Model == Model && IsAsItWas(stored) ? Adapted(stored) : null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _database.Dispose();
    }

    private static bool IsAsItWas(StoredSound stored) => FileStamp.Of(stored.Known.Path) is { } now && stored.Known.IsUnchanged(now);

    /// <summary>The answer as the model would give it with this command's limit.</summary>
    private StoredSound Adapted(StoredSound stored)
    {
        Classification found = stored.Found;
        UncertainReason reason = !found.Reason.IsOneHit() ? found.Reason
            : found.Confidence < _uncertainBelow ? UncertainReason.LowConfidence
            : UncertainReason.None;
        return stored with
        {
            Found = found with
            {
                IsUncertain = reason != UncertainReason.None,
                Reason = reason,
                Embedding = _withEmbedding ? found.Embedding : default,
                KindProbabilities = _withKinds ? found.KindProbabilities : default,
            },
        };
    }

    private string Real(string path)
    {
        // Files come folder by folder; resolving every part of every path would cost more than the look into the index.
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            return RealPath.Of(path);
        }

        string folder = file.DirectoryName!;
        if (_lastFolder.Given != folder)
        {
            _lastFolder = (folder, RealPath.Of(folder));
        }

        return Path.Combine(_lastFolder.Real, file.Name);
    }
}
