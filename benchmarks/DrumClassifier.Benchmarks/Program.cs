using System.Reflection;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using DrumClassification.Benchmarks;
using DrumClassification.Benchmarks.Reporting;

// cold-start PROGRAM FILE: whole runs of the published tool. render: table and chart from the reports. Anything else is BenchmarkDotNet's.
switch (args)
{
    case ["cold-start", string program, string sound]:
        ReportFile.Save(ColdStart.Measure(program, sound));
        return 0;
    case ["render"]:
        Document.Render();
        return 0;
    case ["cold-start" or "render", ..]:
        Console.Error.WriteLine("Usage: cold-start PROGRAM SOUND, or render");
        return 2;
}

const string QuickFlag = "--quick";
bool quick = args.Contains(QuickFlag);
string[] rest = [.. args.Where(argument => argument != QuickFlag)];
IEnumerable<Summary> summaries = BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(rest, BenchmarkConfig.Create(quick));
foreach (Summary summary in summaries.Where(summary => summary.BenchmarksCases.Length > 0))
{
    ReportFile.Save(BenchmarkReports.From(summary, args));
}

return 0;
