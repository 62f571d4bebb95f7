using System.Globalization;
using System.Text;
using DrumClassification.Cli.Files;

namespace DrumClassification.Cli.Sorting;

/// <summary>
/// Decides where each file goes. Touches nothing, and never gives the same destination twice, so that a plan that is only
/// printed is the plan that would be carried out.
/// </summary>
internal sealed class DestinationPlanner
{
    /// <summary>The folder for what the model is not sure of.</summary>
    public const string UncertainFolder = "uncertain";

    // The limit of ext4, APFS and NTFS: 255 bytes or code units.
    private const int LongestName = 255;

    // Names that Windows takes for devices, with any extension.
    private static readonly HashSet<string> ReservedNames = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })], StringComparer.OrdinalIgnoreCase);

    private readonly string _output;
    private readonly string? _tree;

    // Compared without case everywhere: "Kick.wav" and "kick.wav" must not meet on a disk that takes them for one.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    private (string Given, string Real) _lastFolder = ("", "");

    /// <summary>Plans for one output folder.</summary>
    /// <param name="output">The output folder; it need not exist.</param>
    /// <param name="tree">The folder whose sub-folders are repeated inside each class folder; null where they are not.</param>
    public DestinationPlanner(string output, string? tree = null)
    {
        _output = RealPath.Of(output);
        _tree = tree is null ? null : Path.GetFullPath(tree);
    }

    /// <summary>Names of the folders a sort with these labels may fill.</summary>
    public static IEnumerable<string> Folders(IEnumerable<string> labels) => labels.Select(FolderName).Append(UncertainFolder);

    /// <summary>Finds a file's place. Asked again (its destination was taken meanwhile), it gives another name.</summary>
    public Placement Plan(string source, Classification classification)
    {
        string folder = classification.IsUncertain ? UncertainFolder : FolderName(classification.Label);
        string full = Path.GetFullPath(source);
        string from = Path.GetDirectoryName(full)!;
        string target = Path.Combine(_output, folder, _tree is null ? "" : Path.GetRelativePath(_tree, from));
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        return RealPath.Comparer.Equals(RealFolder(from), target)
            ? new Placement(full, folder, IsInPlace: true)
            : new Placement(FreeName(target, Path.GetFileName(full)), folder);
    }

    /// <summary>Gives a planned name back that is not going to be used.</summary>
    public void Release(string destination) => _taken.Remove(destination);

    // Files come folder by folder; resolving every part of every path again would cost more than the move.
    private string RealFolder(string folder)
    {
        if (_lastFolder.Given != folder)
        {
            _lastFolder = (folder, RealPath.Of(folder));
        }

        return _lastFolder.Real;
    }

    private string FreeName(string folder, string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        string extension = Path.GetExtension(name);
        for (int number = 1; ; number++)
        {
            string suffix = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({number})");
            string candidate = Path.Combine(folder, Shorten(stem, suffix + extension));
            if (!_taken.Contains(candidate) && !Exists(candidate))
            {
                _taken.Add(candidate);
                return candidate;
            }
        }
    }

    // A dangling link is a name in use too.
    private static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static string Shorten(string stem, string ending)
    {
        while (stem.Length > 1 && Encoding.UTF8.GetByteCount(stem + ending) > LongestName)
        {
            // Never half of a surrogate pair.
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) && stem.Length > 2 ? 2 : 1)];
        }

        return stem + ending;
    }

    /// <summary>A model may call its classes anything; a folder's name must not lead elsewhere.</summary>
    private static string FolderName(string label)
    {
        string name = string.Concat(label.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c));
        name = name.Trim(' ', '.');
        return name.Length == 0 || ReservedNames.Contains(name.Split('.')[0].TrimEnd()) ? "_" + name : name;
    }
}
