using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DrumClassification.Tests;

/// <summary>A sample that runs as a program of its own.</summary>
internal sealed partial class SampleProcess : IDisposable
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];

    /// <summary>Starts the sample that was built with these tests.</summary>
    public SampleProcess(string name, params string[] arguments)
        : this(DefaultInterrupt.StartInfo("dotnet", [Built(name, name), .. arguments]))
    {
    }

    private SampleProcess(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["DOTNET_NOLOGO"] = "1";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, data) => Add(data.Data);
        _process.ErrorDataReceived += (_, data) => Add(data.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Runs a program to its end, which has to be a good one, and returns what it printed on either stream.</summary>
    /// <param name="folder">Where it runs; null for here.</param>
    public static async Task<string[]> RunAsync(string program, IEnumerable<string> arguments, string? folder = null)
    {
        ProcessStartInfo start = DefaultInterrupt.StartInfo(program, arguments);
        start.WorkingDirectory = folder ?? "";
        using SampleProcess process = new(start);
        int code = await process.WaitForExitAsync();
        process._process.WaitForExit();
        string[] printed = [.. process.Printed];
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}:\n{string.Join('\n', printed)}");
        return printed;
    }

    /// <summary>The program that was built with these tests, of a project.</summary>
    public static string Built(string project, string program)
    {
        DirectoryInfo pivot = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(pivot.Parent!.Parent!.FullName, project, pivot.Name, program + ".dll");
    }

    /// <summary>All that it has printed so far.</summary>
    public ConcurrentQueue<string> Printed { get; } = [];

    /// <summary>Waits for a line that holds the text, and returns it.</summary>
    public string WaitFor(string text)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Limit);
        try
        {
            foreach (string line in _lines.GetConsumingEnumerable(timeout.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new TimeoutException($"'{text}' was never printed, but:\n{string.Join('\n', Printed)}");
    }

    /// <summary>Presses Ctrl-C.</summary>
    public void PressControlC() => Assert.Equal(0, Kill(_process.Id, Interrupt));

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _lines.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            Printed.Enqueue(line);
            _lines.Add(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
