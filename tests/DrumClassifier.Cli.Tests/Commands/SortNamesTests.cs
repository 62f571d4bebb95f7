using System.Diagnostics;
using System.Text;

namespace DrumClassification.Tests.Commands;

/// <summary>Names and trees that break other programs: sorted, and undone to the same tree.</summary>
public sealed class SortNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Odd_names_are_sorted_under_the_same_name_and_come_back()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "most of these names do not exist there");
        string[] names =
        [
            "🥁🥁 kick.wav", "キック kick.wav", "e\u0301 kick.wav", "\u00E9 kick.wav", " kick .wav", "-kick.wav", "--copy kick.wav", "kick\nline.wav",
            "kick 'q' \"Q\" $(x) `y` *?.wav", "kick\\back.wav", "CON kick.wav", "aux.kick.wav", "kick...wav", ".kick.wav", "[red]kick[bold].wav",
            "con.wav", "NUL.wav", "lpt1.wav",
        ];
        SortFolder.Make(_folder, [.. names.Select(name => "in/" + name)]);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.GetFiles(_folder["out/kick"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
    }

    [Fact]
    public async Task Names_as_long_as_the_file_system_allows_fit_with_their_number_and_come_back()
    {
        string ascii = new string('k', 251) + ".wav";
        string emoji = string.Concat(Enumerable.Repeat("🥁", 62)) + "kik.wav";
        SortFolder.Make(_folder, $"in/a/{ascii}", $"in/b/{ascii}", $"in/a/{emoji}", $"in/b/{emoji}");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        string[] sorted = [.. Directory.GetFiles(_folder["out/kick"]).Select(path => Path.GetFileName(path))];
        Assert.Equal(4, sorted.Length);
        Assert.All(sorted, name => Assert.InRange(Encoding.UTF8.GetByteCount(name), 250, 255));
        Assert.Equal(2, sorted.Count(name => name.EndsWith(" (2).wav", StringComparison.Ordinal)));
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
    }

    [Fact]
    public async Task A_name_that_is_no_text_stays_and_is_listed_with_the_cure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names are bytes on Linux only");
        SortFolder.Make(_folder, "in/hat.wav");
        using (Process shell = Process.Start("sh", ["-c", $"printf content > '{_folder["in"]}/'$(printf 'kick\\377.wav')"]))
        {
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        try
        {
            CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("no valid UTF-8", run.Error, StringComparison.Ordinal);
            Assert.Single(Directory.GetFiles(_folder["in"]));
            Assert.True(File.Exists(_folder["out/hat/hat.wav"]));
        }
        finally
        {
            using Process cleaning = Process.Start("sh", ["-c", $"rm '{_folder["in"]}'/kick*"]);
            await cleaning.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Links_and_loops_of_links_are_left_alone_and_listed()
    {
        SortFolder.Make(_folder, "in/kick.wav", "elsewhere/hat.wav");
        Directory.CreateSymbolicLink(_folder["in/loop"], _folder["in"]);
        File.CreateSymbolicLink(_folder["in/linked hat.wav"], _folder["elsewhere/hat.wav"]);
        File.CreateSymbolicLink(_folder["in/dangling.wav"], _folder["nothere.wav"]);
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("3 symbolic links left alone", run.Output, StringComparison.Ordinal);
        Assert.Contains($"'{_folder["in/linked hat.wav"]}' is a symbolic link", run.Error, StringComparison.Ordinal);
        Assert.NotNull(new FileInfo(_folder["in/dangling.wav"]).LinkTarget);
        Assert.True(File.Exists(_folder["out/kick/kick.wav"]));
        Assert.True(File.Exists(_folder["elsewhere/hat.wav"]));
    }
}
