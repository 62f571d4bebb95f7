using System.Globalization;
using DrumClassification.Training.Evaluation;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace DrumClassification.Training.Plots;

/// <summary>Draws a training run: loss above, accuracy below, by epoch; the epoch that was kept is marked.</summary>
internal static class CurvesPlot
{
    /// <summary>Writes the picture as PNG.</summary>
    /// <param name="epochs">At least one epoch.</param>
    /// <param name="title">Stands above both panels.</param>
    /// <param name="bestEpoch">The epoch whose weights were kept; null marks none.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public static void Save(string path, IReadOnlyList<EpochMetrics> epochs, string title, int? bestEpoch = null, int width = 900, int height = 800)
    {
        if (epochs.Count == 0)
        {
            throw new ArgumentException("There is no epoch to draw.", nameof(epochs));
        }

        Multiplot figure = new();
        figure.AddPlots(2);
        figure.Layout = new ScottPlot.MultiplotLayouts.Rows();
        Panel(figure.GetPlot(0), title, "loss (nats)", epochs, e => e.TrainLoss, e => e.ValidationLoss, bestEpoch, percent: false);
        Panel(figure.GetPlot(1), "", "accuracy (%)", epochs, e => 100 * e.TrainAccuracy, e => 100 * e.ValidationAccuracy, bestEpoch, percent: true);
        PlotStyle.Save(path, file => figure.SavePng(file, width, height));
    }

    private static void Panel(
        Plot plot, string title, string y, IReadOnlyList<EpochMetrics> epochs,
        Func<EpochMetrics, double> train, Func<EpochMetrics, double> validation, int? bestEpoch, bool percent)
    {
        PlotStyle.Apply(plot, title, "epoch", y);
        double[] x = [.. epochs.Select(e => (double)e.Epoch)];
        Line(plot, x, [.. epochs.Select(train)], PlotStyle.Train, "training");
        Line(plot, x, [.. epochs.Select(validation)], PlotStyle.Validation, "validation");
        if (epochs.FirstOrDefault(e => e.Epoch == bestEpoch) is { } best)
        {
            VerticalLine mark = plot.Add.VerticalLine(best.Epoch, 1.5f, PlotStyle.Ink, LinePattern.Dashed);
            mark.LegendText = string.Create(CultureInfo.InvariantCulture, $"kept: epoch {best.Epoch} ({validation(best):0.00}{(percent ? " %" : "")})");
        }

        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Left.MinimumSize = 75; // the same in both panels, so that the epochs stand below each other
        plot.Axes.AutoScale();
        plot.ShowLegend(percent ? Alignment.LowerRight : Alignment.UpperRight);
        plot.Legend.FontSize = 14;
    }

    private static void Line(Plot plot, double[] x, double[] y, Color color, string name)
    {
        Scatter line = plot.Add.Scatter(x, y, color);
        line.LineWidth = 2.5f;
        line.MarkerSize = x.Length > 40 ? 0 : 6;
        line.LegendText = name;
    }
}
