using System.Diagnostics;

namespace DrumClassification.Benchmarks.Reporting;

/// <summary>Whole runs of the published tool, from starting the process to its end.</summary>
internal static class ColdStart
{
    private const int WarmUps = 2;
    private const int Runs = 21;

    /// <param name="program">The tool's program, such as <c>~/bin/drums</c>.</param>
    /// <param name="sound">A sound file.</param>
    public static BenchmarkReport Measure(string program, string sound)
    {
        BenchmarkRow[] rows = [Row("Version", program, "--version"), Row("ClassifyOneFile", program, "classify", sound)];
        foreach (BenchmarkRow row in rows)
        {
            Console.WriteLine($"{row.Method}: median {row.MedianMicroseconds / 1000:f0} ms, fastest {row.MinMicroseconds / 1000:f0} ms");
        }

        return new BenchmarkReport(
            nameof(ColdStart),
            ReportFile.DescribeMachine(),
            "dotnet run -c Release --project benchmarks/DrumClassifier.Benchmarks -- cold-start ~/bin/drums one.wav",
            rows);
    }

    private static BenchmarkRow Row(string name, string program, params string[] arguments)
    {
        List<double> wall = [];
        for (int run = 0; run < WarmUps + Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {process.StandardError.ReadToEnd()}");
            }

            if (run >= WarmUps)
            {
                wall.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        wall.Sort();
        return new BenchmarkRow(name, new Dictionary<string, string>(), Math.Round(wall[Runs / 2]), Math.Round(wall[0]));
    }
}
