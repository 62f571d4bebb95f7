using ScottPlot;
using SkiaSharp;

namespace DrumClassification.Training.Plots;

/// <summary>What all pictures have in common.</summary>
internal static class PlotStyle
{
    public static readonly Color Ink = Color.FromHex("#22272e");
    public static readonly Color Train = Color.FromHex("#8a94a3");
    public static readonly Color Validation = Color.FromHex("#c2410c");

    /// <summary>A sans-serif that this machine has: the drawing library's own choice on a small Linux is a serif one.</summary>
    static PlotStyle()
    {
        string[] wanted = ["Inter", "Open Sans", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Helvetica Neue", "Arial"];
        HashSet<string> installed = [.. SKFontManager.Default.FontFamilies];
        Fonts.Default = wanted.FirstOrDefault(installed.Contains) ?? Fonts.Default;
    }

    /// <summary>White paper, dark text, sizes that stay legible at half width.</summary>
    public static Plot Create(string title, string x, string y)
    {
        Plot plot = new();
        Apply(plot, title, x, y);
        return plot;
    }

    /// <summary>Gives an existing plot the same look.</summary>
    public static void Apply(Plot plot, string title, string x, string y)
    {
        plot.FigureBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        if (title.Length > 0)
        {
            plot.Title(title, 20);
        }

        plot.XLabel(x, 16);
        plot.YLabel(y, 16);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Font.Set(Fonts.Default);
    }

    /// <summary>Writes a picture whole or not at all.</summary>
    public static void Save(string path, Action<string> write) => AtomicFile.Write(path, write);
}
