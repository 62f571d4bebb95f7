using System.Collections;
using System.Diagnostics;

namespace DrumClassification.Tests;

/// <summary>Runs <c>dotnet</c> and other programs as a user's own shell would: nothing of the surrounding build or test run leaks in.</summary>
internal static class DotNet
{
    /// <summary>Only what hangs takes so long: a machine may be busy with other things.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Runs a <c>dotnet</c> command and returns its exit code and what it printed.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, params string[] arguments) =>
        RunProgramAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments);

    /// <summary>Runs a program and returns its exit code and what it printed.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunProgramAsync(string program, string folder, params string[] arguments) =>
        RunAsync(StartInfo(program, folder, arguments));

    /// <summary>Runs a program as it was prepared, and returns its exit code and what it printed.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} was stopped after {Limit}.");
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>How a program is started: its streams are the test's, and nothing of the outer build is in its environment.</summary>
    public static ProcessStartInfo StartInfo(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (IsOfTheOuterBuild(name))
            {
                start.Environment.Remove(name);
            }
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // A build server would outlive the test and keep its temporary folder open.
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        return start;
    }

    /// <summary>Runs a command that must succeed; what it printed is the failure's message.</summary>
    public static async Task<string> MustRunAsync(string folder, params string[] arguments)
    {
        (int exitCode, string output, string error) = await RunAsync(folder, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {exitCode}:\n{output}\n{error}");
        return output;
    }

    private static bool IsOfTheOuterBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH" or "DOTNET_CLI_TEST_COMMAND_WORKING_DIRECTORY" or "CI";
}
