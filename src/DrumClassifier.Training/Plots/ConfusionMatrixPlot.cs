using System.Globalization;
using DrumClassification.Training.Evaluation;
using ScottPlot;
using ScottPlot.Colormaps;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace DrumClassification.Training.Plots;

/// <summary>Draws a confusion matrix: a row for each true class, coloured by the share of that class, with counts and percentages.</summary>
internal static class ConfusionMatrixPlot
{
    /// <summary>Writes the picture as PNG.</summary>
    public static void Save(string path, ClassificationMetrics metrics, string title, int width = 900, int height = 780)
    {
        int n = metrics.Labels.Count;
        double[,] shares = new double[n, n];
        Plot plot = PlotStyle.Create(title, "predicted class", "true class");
        for (int row = 0; row < n; row++)
        {
            int total = metrics.Confusion[row].Sum();
            for (int column = 0; column < n; column++)
            {
                shares[row, column] = total == 0 ? 0 : metrics.Confusion[row][column] / (double)total;
                AddCell(plot, column, n - 1 - row, metrics.Confusion[row][column], shares[row, column]);
            }
        }

        Heatmap heatmap = plot.Add.Heatmap(shares);
        heatmap.Colormap = new CustomInterpolated([Colors.White, Color.FromHex("#c6dbef"), Color.FromHex("#4292c6"), Color.FromHex("#08306b")]);
        heatmap.ManualRange = new ScottPlot.Range(0, 1);
        plot.MoveToBack(heatmap);

        plot.Axes.Bottom.TickGenerator = new NumericManual([.. Enumerable.Range(0, n).Select(i => (double)i)], [.. metrics.Labels]);
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. Enumerable.Range(0, n).Select(i => (double)(n - 1 - i))],
            [.. metrics.Labels.Select((label, i) => string.Create(CultureInfo.InvariantCulture, $"{label}\n({metrics.Classes[i].Support})"))]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 16;
        plot.Axes.Left.TickLabelStyle.FontSize = 16;
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, n - 0.5, -0.5, n - 0.5);
        PlotStyle.Save(path, file => plot.SavePng(file, width, height));
    }

    private static void AddCell(Plot plot, double x, double y, int count, double share)
    {
        Text text = plot.Add.Text(string.Create(CultureInfo.InvariantCulture, $"{count}\n{100 * share:0.0} %"), x, y);
        text.Alignment = Alignment.MiddleCenter;
        text.LabelFontSize = 17;
        text.LabelBold = share >= 0.5;
        text.LabelFontColor = share > 0.45 ? Colors.White : count == 0 ? Color.FromHex("#a0a7b0") : PlotStyle.Ink;
    }
}
