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

    private readonly string _output;

    // Compared without case everywhere: "Kick.wav" and "kick.wav" must not meet on a disk that takes them for one.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    private (string Given, string Real) _lastFolder = ("", "");

    /// <summary>Plans for one output folder.</summary>
    /// <param name="output">The output folder; it need not exist.</param>
    public DestinationPlanner(string output) => _output = RealPath.Of(output);

    /// <summary>Names of the folders a sort with these labels may fill.</summary>
    public static IEnumerable<string> Folders(IEnumerable<string> labels) => labels.Select(FolderName).Append(UncertainFolder);

    /// <summary>Plans one file's step. Planned again (its destination was taken meanwhile), it gets another name.</summary>
    public PlannedTransfer Plan(string source, Classification classification)
    {
        string folder = classification.IsUncertain ? UncertainFolder : FolderName(classification.Label);
        string target = Path.Combine(_output, folder);
        string full = Path.GetFullPath(source);
        if (RealPath.Comparer.Equals(RealFolder(Path.GetDirectoryName(full)!), target))
        {
            return new PlannedTransfer(source, source, folder, classification);
        }

        string destination = FreeName(target, Path.GetFileName(full));
        return new PlannedTransfer(source, destination, folder, classification);
    }

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
        return name.Length == 0 ? "_" : name;
    }
}
