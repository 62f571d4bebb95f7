using Microsoft.Extensions.FileSystemGlobbing;

namespace DrumClassification.Cli.Input;

/// <summary>
/// Chooses files by patterns such as <c>*loop*</c>, <c>Kits/**</c> or <c>Old/</c>, compared without case with the path below the
/// input. As in a .gitignore, a pattern without a '/' is for names at any depth, and one that ends with it for a whole folder.
/// </summary>
internal sealed class FileFilter
{
    private readonly Matcher? _matcher;

    /// <summary>Makes a filter.</summary>
    /// <param name="include">Only files that match one of these; all if there are none.</param>
    /// <param name="exclude">No files that match one of these.</param>
    public FileFilter(IReadOnlyCollection<string> include, IReadOnlyCollection<string> exclude)
    {
        if (include.Count + exclude.Count == 0)
        {
            return;
        }

        _matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
        _matcher.AddIncludePatterns(include.Count > 0 ? include.Select(Expand) : ["**/*"]);
        _matcher.AddExcludePatterns(exclude.Select(Expand));
    }

    /// <summary>Lets every file pass.</summary>
    public static FileFilter All { get; } = new([], []);

    /// <summary>Takes the sounds out of a listing that do not pass.</summary>
    /// <param name="folder">The folder that was listed.</param>
    /// <param name="found">What it holds.</param>
    public ScanResult Apply(string folder, ScanResult found)
    {
        if (_matcher is null)
        {
            return found;
        }

        string[] passed = [.. found.AudioFiles.Where(path => Passes(Path.GetRelativePath(folder, path)))];

        // What is no folder among the problems is a sound that cannot be opened.
        FileProblem[] problems = [.. found.Problems.Where(problem => !AudioFileTypes.IsSoundName(problem.Path) || Passes(Path.GetRelativePath(folder, problem.Path)))];
        int filteredOut = found.AudioFiles.Count - passed.Length + found.Problems.Count - problems.Length;
        return found with { AudioFiles = passed, Problems = problems, FilteredOut = filteredOut };
    }

    /// <summary>True if a path, relative to the input, passes.</summary>
    public bool Passes(string relativePath) => _matcher is null || _matcher.Match(relativePath).HasMatches;

    private static string Expand(string pattern)
    {
        string forward = pattern.Replace('\\', '/');
        bool isFolder = forward.EndsWith('/');
        string trimmed = forward.TrimEnd('/');
        bool isAnchored = trimmed.Contains('/', StringComparison.Ordinal);
        string anchored = isAnchored ? trimmed.TrimStart('/') : $"**/{trimmed}";
        return isFolder ? $"{anchored}/**" : anchored;
    }
}
