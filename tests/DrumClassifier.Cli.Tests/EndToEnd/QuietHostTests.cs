namespace DrumClassification.Tests.EndToEnd;

/// <summary>A run leaves nothing below the user's home, asks no name server and prints nothing of ONNX Runtime's, with the embedded model and its own defaults.</summary>
public sealed class QuietHostTests : IDisposable
{
    /// <summary>What could lead elsewhere than HOME, or switch off what is to be tested.</summary>
    private static readonly string[] Cleared =
        ["-u", "ORT_DISABLE_TELEMETRY", "-u", "XDG_CACHE_HOME", "-u", "XDG_DATA_HOME", "-u", "XDG_CONFIG_HOME", "-u", "CI", "-u", "TF_BUILD", "-u", "GITHUB_ACTIONS"];

    private readonly TemporaryFolder _folder = new();

    public QuietHostTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a home folder is given with env, which Windows has not");
        Directory.CreateDirectory(_folder["home"]);
        DemoSounds.Write(_folder["in"], 40);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_home_stays_empty_and_nothing_but_our_own_words_is_printed()
    {
        DrumsProcess run = await RunAsync("dotnet", DrumsProcess.Assembly, "classify", _folder["in"], "--format", "csv");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(41, run.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("onnxruntime", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["home"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task No_name_is_looked_up_nobody_is_called_and_no_file_is_made_outside_the_temporary_folder()
    {
        DrumsProcess probe = await DrumsProcess.RunProgramAsync("sh", "-c", "command -v strace >/dev/null && strace -f -o /dev/null true");
        Assert.SkipUnless(probe.ExitCode == 0, "strace is not here, or may not trace (apt-get install strace)");

        string log = _folder["calls"];
        DrumsProcess run = await RunAsync(
            "strace", "-f", "-qq", "-e", "trace=network,open,openat,creat,mkdir,mkdirat", "-o", log, "dotnet", DrumsProcess.Assembly, "classify", _folder["in"], "--format", "csv");

        Assert.Equal(0, run.ExitCode);
        string[] calls = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        Assert.Contains(calls, call => call.Contains("libonnxruntime.so", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains("AF_INET", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains("/etc/resolv.conf", StringComparison.Ordinal));
        string[] made = [.. calls.Where(call => call.Contains("O_CREAT", StringComparison.Ordinal) || call.Contains("mkdir", StringComparison.Ordinal) || call.Contains("creat(", StringComparison.Ordinal))];

        // .NET's own diagnostics have a lock and a socket there, and the devices are none of a disk's files.
        string[] elsewhere = [.. made.Where(call => !call.Contains($"\"{Path.GetTempPath()}", StringComparison.Ordinal) && !call.Contains("\"/dev/", StringComparison.Ordinal))];
        Assert.Empty(elsewhere);
    }

    private Task<DrumsProcess> RunAsync(params string[] command) =>
        DrumsProcess.RunProgramAsync("env", [.. Cleared, $"HOME={_folder["home"]}", .. command]);
}
