using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace DrumClassification.Benchmarks.Reporting;

/// <summary>What BenchmarkDotNet measured, as a report of ours.</summary>
internal static class BenchmarkReports
{
    private const double NanosecondsPerMicrosecond = 1000;

    public static BenchmarkReport From(Summary summary, string[] arguments)
    {
        // Nice values, cores and the like belong to the machine's owner; the command is what anyone can type.
        string command = $"dotnet run -c Release --project benchmarks/DrumClassifier.Benchmarks {(ReportFile.ForGpu ? "-p:OnnxRuntime=Gpu " : "")}-- " + string.Join(' ', arguments.Select(Quote));
        return new BenchmarkReport(
            summary.BenchmarksCases[0].Descriptor.Type.Name, ReportFile.DescribeMachine(), command.TrimEnd(), [.. summary.BenchmarksCases.Select(Row)]);

        BenchmarkRow Row(BenchmarkCase benchmark)
        {
            Dictionary<string, string> parameters = benchmark.Parameters.Items.ToDictionary(item => item.Name, item => item.Value.ToString()!);
            string method = benchmark.Descriptor.WorkloadMethod.Name;
            BenchmarkDotNet.Reports.BenchmarkReport? measured = summary[benchmark];
            if (measured?.ResultStatistics is not { } statistics)
            {
                string reason = Rows.Reason(benchmark.Descriptor.Type.Name, parameters.Select(pair => $"{pair.Key}={pair.Value}"))
                    ?? "it failed; BenchmarkDotNet's log says why";
                return new BenchmarkRow(method, parameters, null, Unavailable: reason);
            }

            return new BenchmarkRow(
                method,
                parameters,
                Math.Round(statistics.Median / NanosecondsPerMicrosecond, 2),
                Math.Round(statistics.Min / NanosecondsPerMicrosecond, 2),
                Math.Round(statistics.StandardDeviation / NanosecondsPerMicrosecond, 2),
                measured.GcStats.GetBytesAllocatedPerOperation(benchmark));
        }
    }

    private static string Quote(string argument) => argument.Any(char.IsAsciiLetterOrDigit) && !argument.Contains('*') ? argument : $"'{argument}'";
}
