using DrumClassification.Cli.Sort;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Tests.Sorting;

public sealed class SorterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_destination_taken_between_plan_and_move_gets_the_next_name()
    {
        File.WriteAllText(_folder["x.wav"], "mine");
        bool raced = false;
        var racing = new FaultyFileSystem
        {
            Before = (_, change) =>
            {
                if (change == nameof(IFileSystem.TryRename) && !raced)
                {
                    raced = true;
                    File.WriteAllText(_folder["out/kick/x.wav"], "somebody else's");
                }
            },
        };
        SortRecord record = Assert.Single(await SortAsync(racing, _folder["x.wav"]));
        Assert.Equal(SortOutcome.Moved, record.Outcome);
        Assert.Equal(_folder["out/kick/x (2).wav"], record.Destination);
        Assert.Equal("somebody else's", File.ReadAllText(_folder["out/kick/x.wav"]));
        Assert.Equal("mine", File.ReadAllText(_folder["out/kick/x (2).wav"]));
    }

    [Fact]
    public async Task A_missing_permission_is_that_files_outcome_and_names_it()
    {
        SortFolder.Make(_folder, "kick 1.wav", "kick 2.wav");
        int renames = 0;
        var locked = new FaultyFileSystem
        {
            Before = (_, change) =>
            {
                if (change == nameof(IFileSystem.TryRename) && renames++ == 0)
                {
                    throw new UnauthorizedAccessException("Permission denied.");
                }
            },
        };
        IReadOnlyList<SortRecord> records = await SortAsync(locked, _folder["kick 1.wav"], _folder["kick 2.wav"]);
        Assert.Equal([SortOutcome.Failed, SortOutcome.Moved], records.Select(record => record.Outcome));
        Assert.Null(records[0].Destination);
        Assert.Equal(_folder["kick 1.wav"], records[0].CurrentPath);
        Assert.Contains(_folder["kick 1.wav"], records[0].Reason, StringComparison.Ordinal);
        Assert.Contains("Permission denied", records[0].Reason, StringComparison.Ordinal);
        SortFolder.AssertTree(_folder, "kick 1.wav", "out/kick/kick 2.wav");
    }

    [Fact]
    public async Task An_interrupted_sort_finishes_the_file_in_hand_and_says_so()
    {
        string[] files = [.. Enumerable.Range(0, 10).Select(i => $"kick {i}.wav")];
        SortFolder.Make(_folder, files);
        using var source = new CancellationTokenSource();
        int renames = 0;
        var disk = new FaultyFileSystem
        {
            Before = (_, change) =>
            {
                if (change == nameof(IFileSystem.TryRename) && ++renames == 4)
                {
                    source.Cancel();
                }
            },
        };
        var records = new List<SortRecord>();
        SortEnd end = await Sorter(disk, records.Add).RunAsync(new FakeClassifier(), files.Select(file => _folder[file]), source.Token);

        Assert.True(end.IsInterrupted);
        Assert.Equal(4, records.Count);
        Assert.Equal(4, Directory.GetFiles(_folder["out/kick"]).Length);
        Assert.Equal(6, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task A_failure_of_the_classifier_itself_is_not_swallowed()
    {
        SortFolder.Make(_folder, "kick.wav");
        using var classifier = new FakeClassifier { BeforeResult = _ => throw new InvalidOperationException("lost GPU") };
        SortEnd end = await Sorter(new RealFileSystem(), _ => { }).RunAsync(classifier, [_folder["kick.wav"]], CancellationToken.None);
        Assert.Contains("lost GPU", end.Failure, StringComparison.Ordinal);
        Assert.False(end.IsInterrupted);
        SortFolder.AssertTree(_folder, "kick.wav");
    }

    private async Task<IReadOnlyList<SortRecord>> SortAsync(IFileSystem disk, params string[] files)
    {
        var records = new List<SortRecord>();
        Assert.Equal(SortEnd.Complete, await Sorter(disk, records.Add).RunAsync(new FakeClassifier(), files, CancellationToken.None));
        return records;
    }

    private Sorter Sorter(IFileSystem disk, Action<SortRecord> sink) => new(
        new SortOptions { Input = _folder.Path, Output = _folder["out"] },
        new DestinationPlanner(_folder["out"], new SortFolders(DrumLabels.All, [])),
        new DuplicateFinder([]),
        new NoJournal(),
        new StepRunner(disk),
        sink);
}
