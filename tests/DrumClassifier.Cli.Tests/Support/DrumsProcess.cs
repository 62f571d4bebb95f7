using System.Diagnostics;
using System.Globalization;
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

    /// <summary>Starts it so that Ctrl-C ends it as usual.</summary>
    public static Process Start(params string[] arguments) => StartProgram("dotnet", [Assembly, .. arguments]);

    /// <summary>Sends SIGINT, as Ctrl-C does, and reads what the program prints from then on so slowly that it cannot finish before the signal reached it.</summary>
    /// <param name="process">A program that prints a line for each file, which the pipe holds up until it is read.</param>
    /// <returns>The lines.</returns>
    public static async Task<List<string>> InterruptAsync(Process process)
    {
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return lines;
    }

    private static Process StartProgram(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = DefaultInterrupt.StartInfo(program, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        (start.StandardOutputEncoding, start.StandardErrorEncoding) = (Encoding.UTF8, Encoding.UTF8);
        return Process.Start(start)!;
    }
}
