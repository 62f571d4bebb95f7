using System.Text.Json;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Plots;

namespace DrumClassification.Tests.Evaluation;

public sealed class MetricsReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_survives_writing_and_reading()
    {
        MetricsReport report = Report();

        report.Save(_folder["runs/a/metrics.json"]);
        MetricsReport read = DrumTrain.ReadMetrics(_folder["runs/a/metrics.json"]);

        Assert.Equal(JsonSerializer.Serialize(report), JsonSerializer.Serialize(read));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["runs/a/metrics.json"]));
        Assert.Equal("group", json.RootElement.GetProperty("split").GetString());
        Assert.Equal(report.Results["test"].Accuracy, json.RootElement.GetProperty("results").GetProperty("test").GetProperty("accuracy").GetDouble());
        Assert.Equal(["metrics.json"], Directory.GetFiles(_folder["runs/a"]).Select(Path.GetFileName));
    }

    [Fact]
    public void The_csv_files_hold_the_matrix_and_the_curves()
    {
        MetricsReport report = Report();
        MetricsCsv.WriteConfusion(_folder["confusion.csv"], report.Results["test"]);
        MetricsCsv.WriteCurves(_folder["curves.csv"], report.Epochs);

        Assert.Equal("actual,kick,hat\nkick,1,1\nhat,0,1\n", File.ReadAllText(_folder["confusion.csv"]));
        Assert.Equal(
            "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate,seconds\n1,1.5,0.5,1.25,0.6,0.001,12.5\n2,1,0.7,1.1,0.65,0.001,12\n",
            File.ReadAllText(_folder["curves.csv"]));
    }

    [Fact]
    public void The_plots_are_png_pictures_of_the_asked_size()
    {
        MetricsReport report = Report();
        CurvesPlot.Save(_folder["curves.png"], report.Epochs, "title", 2, 900, 800);
        ConfusionMatrixPlot.Save(_folder["confusion.png"], report.Results["test"], "title", 640, 480);

        Assert.Equal((900, 800), PngSize("curves.png"));
        Assert.Equal((640, 480), PngSize("confusion.png"));
    }

    private (int Width, int Height) PngSize(string name)
    {
        byte[] bytes = File.ReadAllBytes(_folder[name]);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        return (Big(bytes.AsSpan(16)), Big(bytes.AsSpan(20)));

        static int Big(ReadOnlySpan<byte> b) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(b);
    }

    private static MetricsReport Report() => new()
    {
        Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Command = "drumtrain train",
        Machine = MachineDescription.Current(),
        Architecture = "basic",
        Parameters = 123,
        MultiplyAdds = 456,
        FrontEnd = FrontEndSettings.Reference,
        DataHash = "abc",
        Split = SplitProtocol.Group,
        SplitSizes = new Dictionary<string, int> { ["train"] = 7, ["test"] = 3 },
        SecondsPerEpoch = 12.25,
        Epochs = [new(1, 1.5, 0.5, 1.25, 0.6, 0.001, 12.5), new(2, 1, 0.7, 1.1, 0.65, 0.001, 12)],
        Results = new Dictionary<string, ClassificationMetrics>
        {
            ["test"] = ClassificationMetrics.Compute(["kick", "hat"], [0, 0, 1], [[0.9f, 0.1f], [0.2f, 0.8f], [0.3f, 0.7f]]),
        },
    };
}
