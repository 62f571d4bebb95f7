using System.Diagnostics;
using System.Text;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tests;

/// <summary>Runs <c>dotnet drums.dll …</c> as a user's shell would.</summary>
internal sealed record DrumsProcess(int ExitCode, string Output, string Error)
{
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "drums.dll");

    public static async Task<DrumsProcess> RunAsync(params string[] arguments) => await RunProgramAsync("dotnet", [Assembly, .. arguments]);

    public static async Task<DrumsProcess> RunProgramAsync(string program, params string[] arguments)
    {
        using Process process = StartProgram(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new DrumsProcess(process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments) => StartProgram("dotnet", [Assembly, .. arguments]);

    private static Process StartProgram(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
