using System.Diagnostics;
using DrumClassification.Training.Runtime;

namespace DrumClassification.Tests.Runtime;

/// <summary>Starts the real program, which starts itself anew in the same process.</summary>
public sealed class MemoryReuseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("2")]
    public async Task The_program_gets_its_arguments_as_they_were_given(string? arenas)
    {
        string missing = _folder["no süch föl\"der"];

        (int code, _, string error) = await RunAsync(arenas, "train", "--data", missing);

        Assert.Equal(1, code);
        Assert.Contains(missing, error.ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_runs_with_the_options_of_the_allocator()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The allocator is glibc's, which is on Linux.");

        // The program waits for a recipe that nobody writes, until what it was started with has been looked at.
        using (Process make = Process.Start("mkfifo", [_folder["recipe"]]))
        {
            await make.WaitForExitAsync(Token);
            Assert.Equal(0, make.ExitCode);
        }

        using Process process = Start(null, "recipe", _folder["recipe"]);
        string environment = "";
        while (!environment.Contains("MALLOC_ARENA_MAX=1", StringComparison.Ordinal))
        {
            Assert.False(process.HasExited, "the program has ended without waiting");
            environment = await File.ReadAllTextAsync($"/proc/{process.Id}/environ", Token);
            await Task.Delay(10, Token);
        }

        await File.WriteAllTextAsync(_folder["recipe"], "no recipe", Token);
        Task<string> error = process.StandardError.ReadToEndAsync(Token);
        await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Contains(_folder["recipe"], await error, StringComparison.Ordinal);
        Assert.Contains("MALLOC_TRIM_THRESHOLD_=", environment, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string? arenas, params string[] arguments)
    {
        using Process process = Start(arenas, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(Token);
        Task<string> error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string? arenas, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [typeof(MemoryReuse).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("MALLOC_ARENA_MAX");
        if (arenas is not null)
        {
            start.Environment["MALLOC_ARENA_MAX"] = arenas;
        }

        return Process.Start(start)!;
    }
}
