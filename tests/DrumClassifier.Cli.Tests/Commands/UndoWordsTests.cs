using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Tests.Commands;

/// <summary>Undo says what it did: files were put back, copies were removed.</summary>
public sealed class UndoWordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2 files would be put back.", "2 files put back in ")]
    [InlineData("2 copies would be removed (the originals are where they were).", "2 copies removed (the originals are where they were) in ", "--copy")]
    [InlineData("2 links would be removed (the originals are where they were).", "2 links removed (the originals are where they were) in ", "--link")]
    public async Task What_was_done(string plan, string done, params string[] options)
    {
        SortFolder.Make(_folder, "in/1 kick.wav", "in/2 hat.wav");
        await CliRun.RunAsync(["sort", _folder["in"], _folder["out"], .. options]);
        Assert.Contains("\n" + plan, (await CliRun.RunAsync("undo", _folder["out"], "--dry-run")).Output, StringComparison.Ordinal);
        Assert.StartsWith(done, (await CliRun.RunAsync("undo", _folder["out"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moved_copied_and_back_already_are_told_apart()
    {
        SortFolder.Make(_folder, "in/1 kick.wav", "in/2 hat.wav", "more/3 tom.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        await CliRun.RunAsync("sort", _folder["more"], _folder["out"], "--copy");
        File.Move(_folder["out/hat/2 hat.wav"], _folder["in/2 hat.wav"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(0, undo.ExitCode);
        Assert.StartsWith("1 file put back, 1 copy removed, 1 back already (the originals are where they were) in ", undo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_cut_off_is_told_in_plain_words()
    {
        SortFolder.Make(_folder, "in/1 kick.wav", "in/2 kick.wav", "in/3 kick.wav", "out/kick/0.txt");
        TransferStep[] steps = [.. Enumerable.Range(1, 3).Select(i => TransferStep.For(i, TransferKind.Move, _folder[$"in/{i} kick.wav"], _folder[$"out/kick/{i} kick.wav"]))];
        JournalForge.Write(
            _folder["out"],
            [new RunEntry(1, DateTime.UtcNow, TransferKind.Move, _folder["in"], RealPath.Of(_folder["in"])), .. steps.Select(step => StepEntry.Of(step, new JournalPaths(_folder["out"])))]);
        File.Move(_folder["in/1 kick.wav"], _folder["out/kick/1 kick.wav"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Contains(
            $"An earlier sort or undo in '{_folder["out"]}' was cut off while it was about to deal with 3 files. It had dealt with 1 of them; 2 are where they were. None is half moved or half copied.",
            undo.Error,
            StringComparison.Ordinal);
        Assert.StartsWith("1 file put back in ", undo.Output, StringComparison.Ordinal);
    }
}
