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

    /// <summary>
    /// Starts it so that signals end it as usual. A process that a script has started in the background, or through nohup, ignores some of
    /// them and hands that on to its children, and so to ours.
    /// </summary>
    public static Process Start(params string[] arguments) => Launcher.Value is [{ } env, .. var words]
        ? StartProgram(env, [.. words, "dotnet", Assembly, .. arguments])
        : StartProgram("dotnet", [Assembly, .. arguments]);

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

    private static readonly Lazy<string[]> Launcher = new(() =>
    {
        string[] launcher = ["env", "--default-signal=INT"];
        try
        {
            using Process probe = StartProgram(launcher[0], [launcher[1], "true"]);
            probe.WaitForExit();
            return probe.ExitCode == 0 ? launcher : [];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
    });

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
