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
    public async Task Options_of_the_allocator_reach_the_program()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The allocator is glibc's, which is on Linux.");
        using Process process = Start(null, "recipe", "flagship");
        string environment = "";
        while (!process.HasExited && !environment.Contains("MALLOC_ARENA_MAX=1", StringComparison.Ordinal))
        {
            environment = ReadEnvironment(process);
        }

        await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("MALLOC_ARENA_MAX=1", environment, StringComparison.Ordinal);
    }

    private static string ReadEnvironment(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ");
        }
        catch (IOException)
        {
            // It has just ended.
            return "";
        }
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
