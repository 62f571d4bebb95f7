using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>The sorter as a process: lock, memory, progress on a terminal.</summary>
public sealed partial class SortProcessTests(TestModelFile model) : IClassFixture<TestModelFile>
{
    [Fact]
    public async Task A_second_sort_into_an_output_at_work_is_refused()
    {
        using var folder = new TemporaryFolder();
        KitTree.Make(folder["in"], 3);
        IReadOnlyList<string> before = TreeSnapshot.Of(folder["in"]);
        using OutputFolder atWork = OutputFolder.Open(new RealFileSystem(), folder["out"]);
        DrumsProcess run = await DrumsProcess.RunAsync("sort", folder["in"], folder["out"], "--model", model.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Another drums is at work", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, TreeSnapshot.Of(folder["in"]));
    }

    [Fact]
    public async Task Thousands_of_files_sort_in_flat_memory_and_none_is_lost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads the peak of the memory from /proc");
        const int Count = 3000;
        using var folder = new TemporaryFolder();
        KitTree.Make(folder["in"], Count);
        IReadOnlyList<string> contents = TreeSnapshot.Contents(folder["in"]);
        using Process process = DrumsProcess.Start("sort", folder["in"], folder["out"], "--model", model.Path);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakBytes(process.Id));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains("3,000 files moved", await output, StringComparison.Ordinal);
        Assert.Equal(contents, TreeSnapshot.Contents(folder["out"]));
        Assert.InRange(peak, 1_000_000, 400_000_000);
    }

    [Fact]
    public async Task On_a_terminal_a_bar_shows_how_far_how_fast_and_how_long()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs the command 'script' for a terminal");
        using var folder = new TemporaryFolder();
        KitTree.Make(folder["in"], 1500);
        var start = new ProcessStartInfo("/usr/bin/script") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add("-qec");
        start.ArgumentList.Add($"stty cols 120; dotnet '{DrumsProcess.Assembly}' sort '{folder["in"]}' '{folder["out"]}' --model '{model.Path}'");
        start.ArgumentList.Add("/dev/null");
        start.Environment["TERM"] = "xterm-256color";
        using Process process = Process.Start(start)!;
        string screen = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        string plain = Escapes().Replace(screen, "");
        Assert.Matches(@"Sorting \d[\d,]* of 1,500, \d[\d,]* files/s +━+ +\d+% +(\d\d:\d\d:\d\d|--:--:--)", plain);
        Assert.Contains("1,500 files moved", plain, StringComparison.Ordinal);
    }

    private static long PeakBytes(int process)
    {
        try
        {
            Match match = Peak().Match(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")));
            return match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * 1024 : 0;
        }
        catch (IOException)
        {
            return 0; // It has ended.
        }
    }

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex Peak();

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escapes();
}
