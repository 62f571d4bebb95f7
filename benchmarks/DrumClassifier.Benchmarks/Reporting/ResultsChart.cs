using ScottPlot;

namespace DrumClassification.Benchmarks.Reporting;

/// <summary>Where the time of one sound goes, here and in the implementations it is compared with: bars on a logarithmic axis.</summary>
internal static class ResultsChart
{
    private const int Width = 1200;
    private const int RowHeight = 34;
    private const int MarginHeight = 130;

    private static readonly (string Benchmark, string Method, string Label)[] Wanted =
    [
        ("FrontEndBenchmarks", "Straightforward", "front end, straightforward"),
        ("FrontEndBenchmarks", "MathNet", "front end, MathNet.Numerics' FFT"),
        ("FrontEndBenchmarks", "Ours", "front end"),
        ("FrontEndStageBenchmarks", "StraightforwardResample", "  resampling, straightforward"),
        ("FrontEndStageBenchmarks", "Resample", "  resampling"),
        ("FrontEndStageBenchmarks", "StraightforwardTransformAndMel", "  transforms and mel, straightforward"),
        ("FrontEndStageBenchmarks", "MathNetTransformAndMel", "  transforms and mel, MathNet.Numerics' FFT"),
        ("FrontEndStageBenchmarks", "TransformAndMel", "  transforms and mel"),
        ("FrontEndStageBenchmarks", "StraightforwardDecibels", "  decibels, straightforward"),
        ("FrontEndStageBenchmarks", "Decibels", "  decibels"),
        ("ClassifyBenchmarks", "Network", "network, one thread"),
        ("ClassifyBenchmarks", "ClassifySamples", "Classify(samples)"),
        ("ClassifyBenchmarks", "ClassifyStream", "Classify(stream), 16-bit WAV"),
    ];

    /// <summary>Draws the rows of the machine with most of them.</summary>
    public static void Draw(ILookup<string, BenchmarkReport> machines, string path)
    {
        IGrouping<string, BenchmarkReport> machine = machines.MaxBy(reports => reports.Sum(report => report.Rows.Count))!;
        (string Label, double Value)[] bars =
        [
            .. from wanted in Wanted
               from report in machine
               where report.Benchmark == wanted.Benchmark
               from row in report.Rows
               where row.Method == wanted.Method && row.MedianMicroseconds is not null
               select (wanted.Label, row.MedianMicroseconds!.Value),
        ];

        Plot plot = new();
        for (int i = 0; i < bars.Length; i++)
        {
            bool other = bars[i].Label.Contains("straightforward", StringComparison.Ordinal) || bars[i].Label.Contains("MathNet", StringComparison.Ordinal);
            plot.Add.Bar(new Bar
            {
                Position = bars.Length - i,
                Value = Math.Log10(bars[i].Value),
                FillColor = other ? Colors.LightGray : Colors.SteelBlue,
                Orientation = Orientation.Horizontal,
                Label = bars[i].Value < 10 ? $"{bars[i].Value:f1} µs" : $"{bars[i].Value:n0} µs",
                CenterLabel = false,
            });
        }

        double highest = Math.Ceiling(bars.Max(bar => Math.Log10(bar.Value)));
        plot.Axes.Left.SetTicks([.. bars.Select((_, i) => (double)(bars.Length - i))], [.. bars.Select(bar => bar.Label)]);
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, (int)highest + 1).Select(i => (double)i)], [.. Enumerable.Range(0, (int)highest + 1).Select(i => $"{Math.Pow(10, i):n0}")]);
        plot.Axes.Bottom.Label.Text = "microseconds for one sound of 1.5 s at 44.1 kHz, one core (logarithmic)";
        plot.Title(machine.First().Machine.Processor);
        plot.Axes.SetLimits(0, highest + 0.3, 0.3, bars.Length + 0.7);
        plot.HideGrid();
        plot.SavePng(path, Width, MarginHeight + RowHeight * bars.Length);
    }
}
