using System.Diagnostics;
using System.Globalization;

namespace DrumClassification.Tests.EndToEnd;

public sealed class InterruptTests(TestModelFile model) : IClassFixture<TestModelFile>
{
    [Fact]
    public async Task Ctrl_C_stops_between_files_reports_and_exits_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sends SIGINT");
        const int Count = 1200;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        for (int i = 0; i < Count; i++)
        {
            DemoSounds.WriteNew(folder[$"in/{i:0000}.wav"]);
        }

        // Nobody reads its lines, so that the full pipe holds it up long before the end.
        using Process process = DrumsProcess.Start("sort", folder["in"], folder["out"], "--format", "json", "--model", model.Path);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!process.HasExited && Sorted(folder).Length < 5)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        List<string> lines = await DrumsProcess.InterruptAsync(process);
        string[] sorted = Sorted(folder);
        Assert.Equal(130, process.ExitCode);
        Assert.InRange(sorted.Length, 5, Count - 1);
        Assert.Equal(sorted.Length, lines.Count);
        Assert.Equal(Count, sorted.Length + Directory.GetFiles(folder["in"]).Length);
        string messages = await error;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{sorted.Length:N0} files moved"), messages, StringComparison.Ordinal);
        Assert.Contains("Interrupted", messages, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Count - sorted.Length:N0} files"), messages, StringComparison.Ordinal);
        Assert.Contains($"drums undo {folder["out"]}", messages, StringComparison.Ordinal);

        DrumsProcess undo = await DrumsProcess.RunAsync("undo", folder["out"]);
        Assert.Equal(0, undo.ExitCode);
        Assert.Equal(Count, Directory.GetFiles(folder["in"]).Length);
        Assert.False(Directory.Exists(folder["out"]));
    }

    private static string[] Sorted(TemporaryFolder folder) =>
        Directory.Exists(folder["out"]) ? Directory.GetFiles(folder["out"], "*.wav", SearchOption.AllDirectories) : [];
}
