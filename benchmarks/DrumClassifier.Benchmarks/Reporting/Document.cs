using System.Globalization;
using System.Text;

namespace DrumClassification.Benchmarks.Reporting;

/// <summary>Puts the committed reports into docs/performance.md, between its two markers, and draws docs/performance.png.</summary>
internal static class Document
{
    private const string Begin = "<!-- results: written by `dotnet run -c Release --project benchmarks/DrumClassifier.Benchmarks -- render` -->";
    private const string End = "<!-- end of results -->";

    public static void Render()
    {
        ILookup<string, BenchmarkReport> machines = ReportFile.ReadAll();
        string path = Path.Combine(ReportFile.Repository, "docs", "performance.md");
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(path, $"{text[..begin]}\n\n{Table(machines)}\n{text[end..]}");
        ResultsChart.Draw(machines, Path.Combine(ReportFile.Repository, "docs", "performance.png"));
    }

    private static string Table(ILookup<string, BenchmarkReport> machines)
    {
        StringBuilder table = new();
        foreach (IGrouping<string, BenchmarkReport> machine in machines)
        {
            MachineDescription description = machine.First().Machine;
            table.AppendLine(CultureInfo.InvariantCulture, $"`benchmarks/results/{machine.Key}`: {description.Processor}; {description.System}; {description.Runtime}; {description.OnnxRuntime}{(description.Gpu is null ? "" : $"; {description.Gpu}")}.");
            table.AppendLine().AppendLine("| benchmark | row | median | a sound or file | allocated |").AppendLine("| --- | --- | --- | --- | --- |");
            foreach (BenchmarkReport report in machine)
            {
                foreach (BenchmarkRow row in report.Rows)
                {
                    table.AppendLine(Line(report.Benchmark.Replace("Benchmarks", "", StringComparison.Ordinal), row));
                }
            }

            table.AppendLine().AppendLine("Commands:").AppendLine().AppendLine("```");
            foreach (string command in machine.Select(report => $"{report.Machine.Date}  {report.Command}").Distinct())
            {
                table.AppendLine(command);
            }

            table.AppendLine("```").AppendLine();
        }

        return table.ToString().TrimEnd() + "\n";
    }

    private static string Line(string benchmark, BenchmarkRow row)
    {
        string name = row.Method + string.Concat(row.Parameters.Select(pair => $", {pair.Key} {pair.Value}"));
        if (row.MedianMicroseconds is not double median)
        {
            string reason = row.Unavailable!.Split(". ")[0];
            return $"| {benchmark} | {name} | not measured: {reason} | | |";
        }

        int sounds = row.Sounds;
        return $"| {benchmark} | {name} | {Time(median)} | {(sounds > 1 ? $"{Time(median / sounds)}, {sounds / median * 1e6:n0}/s" : "")} | {Bytes(row.AllocatedBytes)} |";
    }

    private static string Time(double microseconds) => microseconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{microseconds:f2} µs"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds:f0} µs"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000:f2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1e6:f2} s"),
    };

    private static string Bytes(long? bytes) => bytes switch
    {
        null => "",
        < 10_000 => $"{bytes} B",
        < 10_000_000 => $"{bytes / 1000} kB",
        _ => $"{bytes / 1_000_000} MB",
    };
}
