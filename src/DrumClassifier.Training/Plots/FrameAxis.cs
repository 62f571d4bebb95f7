using System.Globalization;
using ScottPlot.TickGenerators;

namespace DrumClassification.Training.Plots;

/// <summary>The time axis of a spectrogram, in frames.</summary>
internal static class FrameAxis
{
    private static readonly double[] Marked = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

    /// <summary>Where a time in seconds lies, as a number of frames from the first frame's start.</summary>
    public static double Position(FrontEndSettings settings, int sampleRate, double seconds)
    {
        double hops = seconds * sampleRate / settings.HopLength;
        return settings.HopGrowth > 1 ? Math.Log(1 + hops * (settings.HopGrowth - 1)) / Math.Log(settings.HopGrowth) : hops;
    }

    /// <summary>Marks at round times that are far enough apart to be read.</summary>
    public static NumericManual Ticks(FrontEndSettings settings, int sampleRate, int frames)
    {
        List<double> positions = [0];
        List<string> labels = ["0"];
        foreach (double seconds in Marked)
        {
            double position = Position(settings, sampleRate, seconds);
            if (position - positions[^1] > frames / 10.0 && position < frames)
            {
                positions.Add(position);
                labels.Add(seconds.ToString(CultureInfo.InvariantCulture));
            }
        }

        return new NumericManual([.. positions], [.. labels]);
    }
}
