using System.CommandLine;
using System.Globalization;
using System.Reflection;
using DrumClassification.Cli.Input;
using DrumClassification.Tooling.Terminal;
using Spectre.Console;

namespace DrumClassification.Cli.Info;

/// <summary><c>drums info</c>: version, model, labels, providers and why one is not available.</summary>
internal static class InfoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        Option<string?> model = new ModelGroup().Model;
        var command = new Command("info", "Show the version, the model and where it can run.") { model };
        command.SetAction(parsed => Run(host, parsed.GetValue(model)));
        return command;
    }

    private static int Run(CliHost host, string? path)
    {
        using IDrumClassifier classifier = host.OpenClassifier(new(path, ExecutionProvider.Cpu));
        ModelInfo model = classifier.Model;
        ModelProvenance origin = model.Provenance;
        List<(string Name, string Value)> rows = [];
        Row("drums", Version);
        Row("model", $"{origin.Architecture}, {Number(origin.Parameters)} parameters, {Number(model.SizeInBytes)} bytes, {model.Source}");
        Row("labels", string.Join(", ", model.Labels));
        Row("uncertain below", Percent(model.Calibration.UncertainBelow));
        if (model.Kinds.Count > 0)
        {
            Row("kinds", string.Join("; ", model.Kinds.GroupBy(kind => kind.Label).Select(group =>
                $"{group.Key ?? "none of these"}: {string.Join(", ", group.Select(kind => kind.Name))}")));
            Row("kind uncertain below", Percent(model.Calibration.KindUncertainBelow));
        }

        Row("neighbours", model.HasNeighbours ? "the sounds of a folder can be classified together (--context folder)" : "no: every sound stands for itself");
        Row("input", $"{model.FrontEnd.MelBands} mel bands × {model.FrontEnd.Frames} frames, hop length {model.FrontEnd.HopLength}"
            + (model.FrontEnd.HopGrowth > 1 ? string.Create(CultureInfo.InvariantCulture, $" growing by {model.FrontEnd.HopGrowth - 1:0.0 %} a frame, ") : ", ")
            + (model.FrontEnd.SampleRate is { } rate ? $"at {Number(rate)} Hz" : "at each file's own sampling rate"));
        Row("listens to", Listening(model.FrontEnd));
        Row("trained", $"{origin.Created.UtcDateTime:yyyy-MM-dd}, seed {origin.Seed}: {origin.Command}");
        Row("data", origin.DataHash);
        foreach ((string name, double value) in origin.Metrics)
        {
            Row(name, value.ToString("0.####", CultureInfo.InvariantCulture));
        }

        Row("formats", "WAV, AIFF, FLAC, MP3, Ogg Vorbis, Opus, CAF, AU" + (AudioDecoder.LibsndfileVersion is { } version
            ? $"; rarer ones through libsndfile {version}"
            : ""));
        Row("provider cpu", "available");
        string? whyNoCuda = WhyNoCuda(host, path);
        Row("provider cuda", whyNoCuda is null ? "available" : "not available");
        Print(host.Streams.Out, rows);
        if (whyNoCuda is not null)
        {
            // Not in the grid, where it would stretch every row.
            host.Streams.Line("");
            host.Streams.Line(whyNoCuda);
        }

        return ExitCode.Done;

        void Row(string name, string value) => rows.Add((name, value));
    }

    /// <summary>The version that is printed, with the commit where the build knows it.</summary>
    private static string Version { get; } =
        typeof(InfoCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Why the GPU cannot be used; null if it can. The only honest test is to try.</summary>
    private static string? WhyNoCuda(CliHost host, string? path)
    {
        try
        {
            host.OpenClassifier(new(path, ExecutionProvider.Cuda)).Dispose();
            return null;
        }
        catch (ProviderUnavailableException exception)
        {
            return exception.Message;
        }
    }

    private static string Listening(FrontEndSettings frontEnd)
    {
        string start = frontEnd.OnsetThresholdDecibels is null ? "its start" : "its onset";
        string length = frontEnd.SampleRate is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"{frontEnd.GetSpanSeconds(rate):0.##} s")
            : $"{frontEnd.Frames} frames";
        string highest = frontEnd.MaxFrequency is { } limit ? $", up to {Number((long)limit)} Hz"
            : frontEnd.SampleRate is { } sampled ? $", up to {Number(sampled / 2)} Hz" : "";
        return $"{length} of each sound from {start}{highest}, {(frontEnd.NormalizePeak ? "whatever its level" : "at its own level")}";
    }

    /// <summary>Two columns: folded to a terminal's width, and a line each elsewhere, where a grid would fill them up to the longest one.</summary>
    private static void Print(TextScreen screen, List<(string Name, string Value)> rows)
    {
        if (!screen.IsTerminal)
        {
            int width = rows.Max(row => row.Name.Length);
            rows.ForEach(row => screen.WriteLine($"{row.Name.PadRight(width)}   {row.Value}"));
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        rows.ForEach(row => grid.AddRow(new Text(Printable.Of(row.Name)), new Text(Printable.Of(row.Value))));
        screen.Console.Write(grid);
    }

    private static string Percent(float value) => value.ToString("P0", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
