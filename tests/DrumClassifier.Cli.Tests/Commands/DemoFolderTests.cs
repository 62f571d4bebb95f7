using DrumClassification.Cli.Demo;

namespace DrumClassification.Tests.Commands;

public sealed class DemoFolderTests : IDisposable
{
    private static readonly AudioClip Clip = new([0, 0.5f, 0], 8000);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_with_something_else_in_it_is_refused_and_untouched()
    {
        File.WriteAllText(_folder["song.als"], "precious");
        DrumClassifierException error = Assert.Throws<DrumClassifierException>(() => DemoFolder.Open(_folder.Path));
        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
        Assert.Equal(["song.als"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_of_that_name_is_refused()
    {
        File.WriteAllText(_folder["demo"], "precious");
        Assert.Throws<DrumClassifierException>(() => DemoFolder.Open(_folder["demo"]));
        Assert.Equal("precious", File.ReadAllText(_folder["demo"]));
    }

    [Fact]
    public void Without_a_name_a_fresh_one_is_picked_beside_a_foreign_folder()
    {
        Directory.CreateDirectory(_folder["drums-demo"]);
        File.WriteAllText(_folder["drums-demo/song.als"], "precious");
        Assert.Equal(_folder["drums-demo-2"], DemoFolder.OpenDefault(_folder.Path).Root);
    }

    [Fact]
    public void Running_again_replaces_the_demos_own_files_and_keeps_the_users()
    {
        DemoFolder first = DemoFolder.Open(_folder["demo"]);
        first.WriteSound("Sound 01.wav", Clip);
        first.WriteSound("Sound 02.wav", Clip);
        File.WriteAllText(_folder["demo/unsorted/mine.wav"], "precious");

        DemoFolder second = DemoFolder.Open(_folder["demo"]);
        Assert.Equal(["mine.wav"], Directory.GetFiles(second.Unsorted).Select(Path.GetFileName));
        second.WriteSound("Sound 01.wav", Clip);
    }

    [Fact]
    public void A_file_of_the_demo_that_the_user_has_changed_is_neither_removed_nor_overwritten()
    {
        DemoFolder.Open(_folder["demo"]).WriteSound("Sound 01.wav", Clip);
        File.WriteAllText(_folder["demo/unsorted/Sound 01.wav"], "edited");
        DemoFolder again = DemoFolder.Open(_folder["demo"]);
        Assert.Throws<DrumClassifierException>(() => again.WriteSound("Sound 01.wav", Clip));
        Assert.Equal("edited", File.ReadAllText(_folder["demo/unsorted/Sound 01.wav"]));
    }

    [Fact]
    public async Task The_demo_writes_sorts_copies_and_reports_twice_in_a_row()
    {
        for (int i = 0; i < 2; i++)
        {
            CliRun run = await CliRun.RunAsync("demo", _folder["demo"]);
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(DemoKit.Sounds.Count, Directory.GetFiles(_folder["demo/unsorted"]).Length);
            Assert.Equal(DemoKit.Sounds.Count, Directory.GetFiles(_folder["demo/sorted"], "*.wav", SearchOption.AllDirectories).Length);

            // The stand-in calls everything a kick, so exactly the kicks are right.
            Assert.Contains($"{DemoKit.Sounds.Count(s => s.Label == DrumLabels.Kick)} of {DemoKit.Sounds.Count} right", run.Output, StringComparison.Ordinal);
            Assert.Contains("sort YOUR_FOLDER SORTED", run.Output, StringComparison.Ordinal);

            // It says where the report is, and that tells of every sound.
            string report = _folder["demo/report.html"];
            Assert.Contains($"open '{report}' in a browser", run.Output, StringComparison.Ordinal);
            string page = File.ReadAllText(report);
            Assert.All(Directory.GetFiles(_folder["demo/unsorted"]), sound => Assert.Contains(Path.GetFileName(sound), page, StringComparison.Ordinal));
        }
    }
}
