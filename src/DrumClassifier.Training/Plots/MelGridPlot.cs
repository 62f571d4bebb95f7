using System.Globalization;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace DrumClassification.Training.Plots;

/// <summary>Draws mel-spectrograms in a grid: time across, mel bands upwards with their centre frequencies in Hz, level as colour in dB.</summary>
internal static class MelGridPlot
{
    private const int Columns = 3;
    private const int LongestTitle = 36;
    private static readonly double[] MarkedHertz = [250, 500, 1000, 2000, 4000, 8000, 16000];

    /// <summary>Writes the picture as PNG; its height follows the number of sounds.</summary>
    /// <param name="examples">At least one sound.</param>
    /// <param name="settings">The front end that made the spectrograms.</param>
    public static void Save(string path, IReadOnlyList<MelExample> examples, FrontEndSettings settings)
    {
        int columns = Math.Min(Columns, examples.Count);
        int rows = (examples.Count + columns - 1) / columns;
        Multiplot figure = new();
        figure.AddPlots(examples.Count);
        figure.Layout = new Grid(rows, columns);
        double floor = Math.Max(-settings.DynamicRangeDecibels, examples.Min(example => example.Decibels.Cast<double>().Min()));
        double top = examples.Max(example => example.Decibels.Cast<double>().Max());
        if (settings.DecibelReference == DecibelReference.One)
        {
            floor = top - settings.DynamicRangeDecibels;
        }

        for (int i = 0; i < examples.Count; i++)
        {
            Draw(figure.GetPlot(i), examples[i], settings, Title(examples[i]), new ScottPlot.Range(floor, top));
        }

        PlotStyle.Save(path, file => figure.SavePng(file, 470 * columns, 360 * rows));
    }

    /// <summary>What fits above a panel.</summary>
    private static string Title(MelExample example)
    {
        string name = Path.GetFileNameWithoutExtension(example.Sound.Name);
        return name.Length > LongestTitle ? $"{name[..LongestTitle]}…" : name;
    }

    private static void Draw(Plot plot, MelExample example, FrontEndSettings settings, string title, ScottPlot.Range range)
    {
        PlotStyle.Apply(plot, title, "time (s)", "mel band centre (Hz)");
        plot.Axes.Title.Label.FontSize = 15;
        int rate = settings.SampleRate ?? example.Sound.SampleRate;
        int frames = example.Decibels.GetLength(1);
        Heatmap heatmap = plot.Add.Heatmap(example.Decibels);
        heatmap.Colormap = new ScottPlot.Colormaps.Inferno();
        heatmap.ManualRange = range;
        heatmap.FlipVertically = true; // row 0 is the lowest band
        heatmap.Extent = new CoordinateRect(0, frames, 0, settings.MelBands);
        ScottPlot.Panels.ColorBar bar = plot.Add.ColorBar(heatmap);
        bar.Label = "dB";
        bar.LabelStyle.FontSize = 14;
        plot.Axes.SetLimits(0, frames, 0, settings.MelBands);
        plot.HideGrid();
        plot.Axes.Bottom.TickGenerator = FrameAxis.Ticks(settings, rate, frames);

        (double Position, double Hertz)[] marks = [.. MarkedHertz
            .Select(hertz => (MelAxis.Position(settings, rate, hertz), hertz))
            .Where(mark => mark.Item1 > 0 && mark.Item1 < settings.MelBands)];
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. marks.Select(mark => mark.Position)],
            [.. marks.Select(mark => mark.Hertz >= 1000 ? string.Create(CultureInfo.InvariantCulture, $"{mark.Hertz / 1000:0} k") : mark.Hertz.ToString(CultureInfo.InvariantCulture))]);
    }
}
