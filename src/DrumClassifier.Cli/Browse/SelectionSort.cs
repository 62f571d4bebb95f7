using System.Globalization;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Sort;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Cli.Undo;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse;

/// <summary>Sorts sounds that were chosen on the page, as 'drums sort' does: with its journal, and what the user has said of them.</summary>
internal sealed class SelectionSort(CliHost host, BrowseLibrary library, ClassifierRequest request)
{
    private const int ShownFiles = 200;

    /// <summary>Sorts, or plans to.</summary>
    /// <exception cref="DrumClassifierException">The output cannot be used, or nothing was chosen.</exception>
    public async Task<WorkEnd> RunAsync(SortRequest wanted, WorkProgress progress, CancellationToken cancellationToken)
    {
        string output = OutputPath.Check(wanted.Output);
        List<SoundLine> sounds = SoundAccess.TryFind(library, wanted.Ids);
        string[] files = [.. sounds.Select(sound => sound.Path)];
        if (files.Length == 0)
        {
            throw new DrumClassifierException("None of the chosen sounds is where it was; index again.");
        }

        progress.Begin(files.Length);
        using IDrumClassifier classifier = IndexedClassifier.Open(host, request, new IndexChoice(library.FilePath, IsOff: false), isCorrected: true);
        var folders = new SortFolders(classifier.Model.Labels, classifier.Model.Kinds, wanted.ByKind ? SortBy.Kind : SortBy.Class);
        var options = new SortOptions
        {
            Input = Shared(files),
            Output = output,
            Selection = files,
            Kind = wanted.Action switch
            {
                "copy" => TransferKind.Copy,
                "link" => TransferKind.Link,
                "move" => TransferKind.Move,
                _ => throw new DrumClassifierException("Sounds can be moved, copied or linked."),
            },
            By = wanted.ByKind ? SortBy.Kind : SortBy.Class,
            DryRun = wanted.IsPlan,
        };
        using SortSession session = SortSession.Open(host.FileSystem, options, folders, cancellationToken);
        var records = new List<SortRecord>();
        SortEnd end = await session.RunAsync(
            classifier,
            record =>
            {
                records.Add(record);
                progress.Advance();
            },
            cancellationToken);
        SortReply reply = Reply(wanted, output, records);
        return new WorkEnd(reply.Text, reply, end.Failure ?? (end.IsInterrupted ? "Stopped before the end; what was done can be undone." : null));
    }

    /// <summary>Takes the latest sort into a folder back.</summary>
    public static WorkEnd Undo(IFileSystem fileSystem, string folder, WorkProgress progress, CancellationToken cancellationToken)
    {
        if (JournalView.Peek(folder) is not { } view)
        {
            return new WorkEnd($"There is nothing to undo in '{folder}'.");
        }

        progress.Begin(Undoer.Select(view.History, onlyLastRun: true).Count);
        using OutputFolder output = OutputFolder.Open(fileSystem, folder, OutputUse.Undo);
        var scope = new UndoScope(output.Path, output.History, output.Paths, allowElsewhere: false);
        UndoResult result = new Undoer(fileSystem, output, onlyLastRun: true, scope).Run(progress.Advance, cancellationToken);
        string? problem = result.Failure ?? (result.Problems.Count > 0 ? string.Join(' ', result.Problems.Take(3)) : null) ?? (result.Interrupted ? "Stopped before the end; undo again." : null);
        return new WorkEnd(result.Counts.Text(isPlan: false) + ".", Error: problem is null ? null : Printable.Of(problem));
    }

    /// <summary>The deepest folder that holds them all.</summary>
    private static string Shared(string[] files)
    {
        string folder = Path.GetDirectoryName(files[0])!;
        foreach (string file in files)
        {
            while (Path.GetDirectoryName(folder) is { } above && !file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                folder = above;
            }
        }

        return folder;
    }

    private static SortReply Reply(SortRequest wanted, string output, List<SortRecord> records)
    {
        SortedFolder[] folders =
        [
            .. records.Where(record => record.Folder is not null && record.Destination is not null)
                .GroupBy(record => record.Folder!, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new SortedFolder(
                    Printable.Of(group.Key),
                    group.Count(),
                    [.. group.Take(ShownFiles).Select(record => new SortedFile(Printable.Of(record.Source), Printable.Of(Path.GetFileName(record.Destination!))))])),
        ];
        string[] problems = [.. records.Select(record => record.Reason).OfType<string>().Take(ShownFiles).Select(Printable.Of)];
        int sorted = folders.Sum(folder => folder.Count);
        string done = wanted.Action switch { "copy" => "copied", "link" => "linked", _ => "moved" };
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(wanted.IsPlan ? $"{Numbers.Count(sorted, "sound")} would be {done}" : $"{Numbers.Count(sorted, "sound")} {done}")}{(records.Count > sorted ? $", {records.Count - sorted:N0} stay where they are" : "")}.");
        return new SortReply(wanted.IsPlan, Printable.Of(output), text, folders, problems);
    }
}

/// <summary>A folder that the user names on the page.</summary>
internal static class OutputPath
{
    /// <summary>Its full path; <c>~</c> is the user's own folder.</summary>
    /// <exception cref="DrumClassifierException">It is not full, or the folder that it would be in does not exist: perhaps it is mistyped.</exception>
    public static string Check(string given)
    {
        string path = given.Trim();
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..];
        }

        if (path.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(path))
        {
            throw new DrumClassifierException("Name the folder with its whole path.");
        }

        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.GetDirectoryName(full) is { } parent && !Directory.Exists(parent)
            ? throw new DrumClassifierException($"The folder '{parent}' does not exist; make it, or name another one.")
            : full;
    }
}
