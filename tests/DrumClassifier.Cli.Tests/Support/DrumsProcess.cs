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

    /// <summary>Starts it and kills it (SIGKILL) at a moment of its work.</summary>
    /// <param name="moment">Ends when that has come.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it had said, and whether it had ended by itself before.</returns>
    public static async Task<(DrumsProcess Run, bool HadExited)> KillAsync(Func<Process, Task> moment, params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await moment(process);
        bool hadExited = process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (new DrumsProcess(process.ExitCode, await output, await error), hadExited);
    }

    /// <summary>The same, of a program that must have ended well if it had ended.</summary>
    /// <returns>True if it was killed.</returns>
    public static async Task<bool> IsKilledAsync(Func<Process, Task> moment, params string[] arguments)
    {
        (DrumsProcess run, bool hadExited) = await KillAsync(moment, arguments);
        bool finished = hadExited || run.ExitCode == 0;
        Assert.True(!finished || run.ExitCode == 0, run.Error);
        return !finished;
    }

    /// <summary>Ends when something has grown, or the program has ended.</summary>
    public static async Task GrownAsync(Process process, Func<bool> hasGrown)
    {
        while (!process.HasExited && !hasGrown())
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

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
