using System.Diagnostics;
using DrumClassification.Cli.Browse.Findings;
using DrumClassification.Cli.Report;
using DrumClassification.Library.Search;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse;

/// <summary>The index as the page sees it: what is worth to keep in memory is kept until the index changes. Thread-safe.</summary>
internal sealed class BrowseLibrary : IDisposable
{
    private const int KeptViews = 16;

    // While sounds come in, what costs a look at all of them is not made anew at every one.
    private static readonly TimeSpan ShortestAge = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly LibraryDatabase _watch;
    private readonly LibraryCommand _version;
    private readonly List<SoundView> _views = [];
    private readonly Dictionary<FindingKind, FindingList> _found = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _lastView;
    private (LibraryReply Library, TimeSpan Made)? _known;
    private (LibraryPlaces Places, string State, long Version, TimeSpan Made)? _places;

    /// <summary>Opens an index; made if it does not exist.</summary>
    /// <exception cref="LibraryException">It cannot be used or made.</exception>
    public BrowseLibrary(string path)
    {
        FilePath = path;
        _watch = LibraryDatabase.Create(path);
        _version = _watch.Command("PRAGMA data_version");
    }

    /// <summary>Path of the index.</summary>
    public string FilePath { get; }

    /// <summary>A number that changes with the index.</summary>
    public long Version()
    {
        lock (_lock)
        {
            return _version.All(row => row.GetInt64(0))[0];
        }
    }

    /// <summary>Asks the index, on a connection of its own.</summary>
    public T Ask<T>(Func<LibraryDatabase, T> question)
    {
        using var database = LibraryDatabase.Open(FilePath);
        return question(database);
    }

    /// <summary>What there is.</summary>
    public LibraryReply Describe()
    {
        long version = Version();
        lock (_lock)
        {
            if (_known is { } known && (known.Library.Version == version || _clock.Elapsed - known.Made < ShortestAge))
            {
                return known.Library;
            }
        }

        LibraryReply made = Ask(database => Describe(database, version));
        lock (_lock)
        {
            _known = (made, _clock.Elapsed);
        }

        return made;
    }

    /// <summary>Makes a list.</summary>
    /// <exception cref="BrowseRefusal">The sound that others shall be like is not known.</exception>
    public SoundView View(ViewRequest request)
    {
        long version = Version();
        var filter = new SoundFilter
        {
            Groups = request.Groups ?? [],
            Kind = request.Kind,
            // What the user has judged is nothing to look at any more.
            States = request is { States: null or [], Find: FindingKind.Misnamed } ? ["sure", "uncertain"] : request.States ?? [],
            LowestConfidence = request.Lowest ?? 0,
            HighestConfidence = request.Highest ?? 1,
            Shortest = request.Shortest,
            Longest = request.Longest,
            Folder = request.Folder,
            Text = request.Text,
            Order = request.Order,
        };

        // Of all sounds the most alike first: to put them into another order before would cost more than the search.
        bool isOnlyLike = request is { Like: not null, Find: null, Ids: null } && filter.IsEverything;
        IEnumerable<long> ids = isOnlyLike ? [] : Ask(database => new SoundViews(database).Ids(filter));
        if (request.Ids is { } chosen)
        {
            HashSet<long> set = [.. chosen];
            ids = ids.Where(set.Contains);
        }

        Dictionary<long, Finding>? notes = null;
        if (request.Find is { } find)
        {
            HashSet<long> set = [.. ids];
            Finding[] found = [.. (Found(find) ?? throw new BrowseRefusal(409, "That was not looked for yet.")).All.Where(one => set.Contains(one.Id))];
            notes = found.ToDictionary(one => one.Id);

            // Group by group, unless another order is asked for.
            ids = request.Order == SoundOrder.Path ? found.Select(one => one.Id) : ids.Where(notes.ContainsKey);
        }

        float[]? alike = null;
        if (request.Like is { } like)
        {
            IEnumerable<(long Id, float Similarity)> ranked = Places().Alike(like);
            if (!isOnlyLike)
            {
                HashSet<long> set = [.. ids];
                ranked = [.. ranked.Where(one => set.Contains(one.Id))];
            }

            ids = ranked.Select(one => one.Id);
            alike = [.. ranked.Select(one => one.Similarity)];
        }

        lock (_lock)
        {
            var view = new SoundView(++_lastView, version, [.. ids], alike, notes);
            _views.Add(view);
            if (_views.Count > KeptViews)
            {
                _views.RemoveAt(0);
            }

            return view;
        }
    }

    /// <summary>A list that was made.</summary>
    /// <exception cref="BrowseRefusal">It is not kept any more.</exception>
    public SoundView Find(int number)
    {
        lock (_lock)
        {
            return _views.Find(view => view.Number == number) ?? throw new BrowseRefusal(410, "This list is not kept any more; ask for it again.");
        }
    }

    /// <summary>What was found of some kind, perhaps before the last change of the sounds; null if it was not looked for.</summary>
    public FindingList? Found(FindingKind kind)
    {
        string state = State();
        lock (_lock)
        {
            if (_found.GetValueOrDefault(kind) is { } known && (known.State == state || kind != FindingKind.Same))
            {
                return known;
            }
        }

        // Known at once; the others take their time.
        return kind == FindingKind.Same ? Keep(kind, new FindingList(state, Ask(DuplicateFindings.FindSame))) : null;
    }

    /// <summary>True if what is kept of some kind is of the sounds as they are now.</summary>
    public bool IsFresh(FindingKind kind) => Found(kind)?.State == State();

    private string State() => Ask(database => new SoundViews(database).State());

    /// <summary>Keeps what was found.</summary>
    public FindingList Keep(FindingKind kind, FindingList found)
    {
        lock (_lock)
        {
            return _found[kind] = found;
        }
    }

    /// <summary>Where sounds are on the map, and how alike they are.</summary>
    public LibraryPlaces Places()
    {
        long version = Version();
        lock (_lock)
        {
            if (_places is { } known && (known.Version == version || _clock.Elapsed - known.Made < ShortestAge))
            {
                return known.Places;
            }
        }

        // What the user says of sounds changes the index, and not where they are.
        string state = State();
        lock (_lock)
        {
            if (_places is { } known && known.State == state)
            {
                _places = known with { Version = version };
                return known.Places;
            }
        }

        LibraryPlaces made = Ask(LibraryPlaces.Load);
        lock (_lock)
        {
            // Of its own storing of a projection it is told too.
            _places = (made, state, _version.All(row => row.GetInt64(0))[0], _clock.Elapsed);
        }

        return made;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _version.Dispose();
        _watch.Dispose();
    }

    private LibraryReply Describe(LibraryDatabase database, long version)
    {
        LibraryModel? model = database.LastModel();
        var views = new SoundViews(database);
        SoundFacets facets = views.Facets();
        return new LibraryReply(
            version,
            Printable.Of(FilePath),
            Printable.Of(model?.Source ?? ""),
            model?.Manifest.Labels ?? [],
            [.. (model?.Manifest.Kinds ?? []).Select(kind => new KindReply(kind.Name, kind.Label))],
            [.. FolderMenu.Of(database.Folders(), views.Folders())],
            facets.States.Values.Sum(),
            facets,
            SoundThumbnail.SpectrogramColumns,
            SoundThumbnail.SpectrogramBands,
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            Path.DirectorySeparatorChar.ToString());
    }
}
