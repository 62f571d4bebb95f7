using System.CommandLine;
using System.Diagnostics;
using DrumClassification.Cli.Input;
using DrumClassification.Modelling.Heads;
using DrumClassification.Modelling.Onnx;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Teach;

/// <summary><c>drums teach FOLDER -o MODEL</c>: makes a model that knows the user's own classes, in seconds. Touches no sound.</summary>
internal static class TeachCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder with a folder of sounds for each class, of any names; 5 sounds a class are enough to begin." };
        var output = new Option<string>("--output", "-o") { Description = "The model file to write; an older model there is replaced.", HelpName = "FILE", Required = true };
        var keep = new Option<bool>("--keep-classes", "-k") { Description = "Add the classes to those that the model knows already (kick, hat, snare …)." };
        Option<OutputFormat> format = SharedOptions.Format("class");
        var scan = new ScanGroup();
        var model = new ModelGroup();
        var command = new Command("teach", "Make a model that knows your own classes of sounds, from folders of examples.") { folder, output, keep, format, scan, model };
        command.SetAction((parsed, _) => RunAsync(host, new TeachSettings(
            parsed.GetRequiredValue(folder),
            Path.GetFullPath(parsed.GetRequiredValue(output)),
            parsed.GetValue(keep),
            parsed.GetValue(format),
            scan.Read(parsed),
            model.Read(parsed) with { IncludeEmbedding = true, IncludeKindProbabilities = parsed.GetValue(keep) })));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, TeachSettings settings)
    {
        CliStreams streams = host.Streams;
        var clock = Stopwatch.StartNew();
        using var interruption = new Interruption(streams.OutputLost);
        TaughtOutput.Check(settings.Output);
        TeachFolder folder = TeachFolder.Read(settings.Folder, settings.Scan, interruption.Token);
        using IDrumClassifier classifier = host.Open(settings.Classifier);
        byte[] file = OnnxModelFile.ReadBytes(settings.Classifier.ModelPath);
        TeachLesson lesson = TeachLesson.Plan(folder, classifier.Model, settings);
        foreach (string note in folder.Notes)
        {
            streams.Message(note);
        }

        BulkResult done = await host.ClassifyAsync(classifier, lesson.Files, "Listening", quiet: false, lesson.Hear, interruption.Token);
        if (done.IsInterrupted)
        {
            return Interrupted(streams, settings);
        }

        TaughtHead head;
        try
        {
            head = HeadTeacher.Teach(lesson.Examples(streams.Message), lesson.Labels, lesson.Standing, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            return Interrupted(streams, settings);
        }

        OnnxModelFile.Write(TaughtModel.Create(file, classifier.Model, head, weights => lesson.Describe(head, weights)), settings.Output);
        TeachReport.Print(streams, settings, head);
        string[] failures = [.. folder.Problems.Select(problem => problem.Reason), .. lesson.Failures];
        foreach (string failure in failures)
        {
            streams.Error(failure);
        }

        streams.Message($"'{settings.Output}' knows {string.Join(", ", head.Labels)}: {Numbers.Count(lesson.Files.Count, "sound")} in {Numbers.Seconds(clock.Elapsed)}.");
        streams.Message($"To use it: drums classify YOUR_FOLDER --model {ShellWord.Of(settings.Output)}");
        return failures.Length > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static int Interrupted(CliStreams streams, TeachSettings settings)
    {
        streams.Message($"Interrupted: nothing was written to '{settings.Output}'.");
        return ExitCode.Interrupted;
    }
}
