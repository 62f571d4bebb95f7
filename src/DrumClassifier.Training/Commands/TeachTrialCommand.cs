using System.CommandLine;
using System.Globalization;
using DrumClassification.Modelling.Heads;
using DrumClassification.Training.CrossValidation;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;
using DrumClassification.Training.Kinds;
using DrumClassification.Training.Teaching;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain teach-trial</c>: how well <c>drums teach</c> does from a few sounds a class, tried on sounds from other groups.</summary>
internal static class TeachTrialCommand
{
    public static Command Create()
    {
        Argument<string?> model = new("model") { Description = "The ONNX file to teach. Default: the embedded model.", Arity = ArgumentArity.ZeroOrOne };
        SelectionOptions selection = new();
        Option<string> kinds = new("--kinds") { Description = "The kinds to teach, with commas between them.", DefaultValueFactory = _ => "rim,cowbell,shaker,conga,tambourine,woodblock" };
        Option<int> shots = Count("--shots", "Sounds of each kind to teach.", 10);
        Option<int> draws = Count("--draws", "How often sounds are drawn anew.", 20);
        Option<int> seed = new("--seed") { Description = "Random seed.", DefaultValueFactory = _ => 1 };
        Option<bool> keep = new("--keep-classes") { Description = "Add the kinds to the model's classes, and see what that does to those." };
        Option<FileInfo?> unheard = new("--unheard") { Description = "Only sounds that this fold of 'drumtrain suspects' (fold-N.json) lists, which its network has not heard." };
        Command command = new("teach-trial", "Measures 'drums teach': teaches a few sounds of some kinds and tries others, from other groups.") { model };
        selection.AddTo(command);
        foreach (Option option in (Option[])[kinds, shots, draws, seed, keep, unheard])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellationToken) => RunAsync(
            new TrialArguments(
                parse.GetValue(model),
                parse.GetRequiredValue(kinds).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                parse.GetValue(shots),
                parse.GetValue(draws),
                parse.GetValue(seed),
                parse.GetValue(keep)),
            SoundSelection.Read(selection.Read(parse)),
            parse.GetValue(unheard)?.FullName,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(TrialArguments arguments, SoundSelection selection, string? unheard, CancellationToken cancellationToken)
    {
        DrumClassifierOptions options = new() { IncludeEmbedding = true, IncludeKindProbabilities = true };
        using IDrumClassifier classifier = arguments.Model is { } file ? DrumClassifier.FromFile(file, options) : DrumClassifier.Create(options);
        HashSet<(string, string)>? chosen = unheard is null ? null : [.. FoldScores.ReadSounds(unheard)];
        Sound[] sounds = [.. selection.Sounds.Where(sound => chosen?.Contains((sound.DataSet, sound.Name)) ?? true)];
        HeardSound[] heard = await HearAsync(classifier, sounds, arguments, cancellationToken).ConfigureAwait(false);
        int standing = arguments.KeepClasses ? classifier.Model.Labels.Count : 0;
        string[] labels = [.. classifier.Model.Labels.Take(standing), .. arguments.Kinds];
        List<TeachTrialResult> results = [];
        for (int i = 0; i < arguments.Draws; i++)
        {
            var draw = TeachDraw.Make(
                [.. heard.Select(sound => sound.Kind)], [.. heard.Select(sound => sound.Group)], arguments.Kinds.Length, arguments.Shots, new Random(arguments.Seed + i));
            if (draw is null)
            {
                throw new DataSetException($"There are too few groups: {arguments.Shots} sounds of each of {string.Join(", ", arguments.Kinds)} and others from other groups cannot be found among {heard.Length} sounds.");
            }

            results.Add(TeachTrial.Run(heard, labels, standing, draw, cancellationToken));
        }

        Write(arguments, results, $"{selection.DataSets}, {selection.Part}{(unheard is null ? "" : $", unheard by {Path.GetFileNameWithoutExtension(unheard)}")}");
        return 0;
    }

    private static async Task<HeardSound[]> HearAsync(IDrumClassifier classifier, Sound[] sounds, TrialArguments arguments, CancellationToken cancellationToken)
    {
        KindCatalog catalog = KindCatalog.Get(KindCatalog.DefaultName);
        string[] labels = [.. classifier.Model.Labels];
        List<HeardSound> heard = [];
        int done = 0;
        await CommandHost.WithProgressAsync("Listening", sounds.Length, async onDone =>
        {
            await foreach (FileClassification file in classifier.ClassifyFilesAsync(sounds.Select(sound => sound.Path), cancellationToken).ConfigureAwait(false))
            {
                Sound sound = sounds[done];
                onDone(++done);
                if (file.Classification is { } found && found.Reason != UncertainReason.Silent)
                {
                    // What is known to be one of several kinds only could be of one that is taught.
                    string? kind = catalog.KindOf(sound) is { } known ? catalog.Kinds[known].Name : null;
                    if (kind is not null || labels.Contains(sound.Label))
                    {
                        heard.Add(new HeardSound(
                            sound.Name,
                            $"{sound.DataSet}/{sound.Group}",
                            Array.IndexOf(arguments.Kinds, kind),
                            Array.IndexOf(labels, sound.Label),
                            found.Embedding.ToArray(),
                            [.. found.Probabilities.Select(probability => probability.Probability)],
                            StandingClasses.NoneOf(found, classifier.Model.Kinds)));
                    }
                }
            }

            return true;
        }).ConfigureAwait(false);
        return [.. heard];
    }

    private static void Write(TrialArguments arguments, List<TeachTrialResult> results, string part)
    {
        CommandHost.WriteLine(CommandHost.Output, $"{arguments.Shots} sounds of each of {arguments.Kinds.Length} kinds, {results.Count} draws; {part}");
        Table table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn(new TableColumn("mean").RightAligned())
            .AddColumn(new TableColumn("spread").RightAligned()).AddColumn(new TableColumn("least").RightAligned()).AddColumn(new TableColumn("most").RightAligned());
        Row("balanced accuracy", result => result.Balanced);
        for (int i = 0; i < arguments.Kinds.Length; i++)
        {
            int kind = i;
            Row($"  {arguments.Kinds[kind]}", result => result.Recalls[kind]);
        }

        Row("as cross-validation says", result => result.CrossValidation);
        Row("confidence less accuracy", result => result.CalibrationError);
        Row("right answers that are certain", result => result.RightKept);
        Row("sounds of no class that are uncertain", result => result.StrangersFound);
        Row("the model's own classes, before", result => result.StandingBefore);
        Row("the model's own classes, after", result => result.StandingRight);
        CommandHost.Output.Write(table);
        CommandHost.WriteLine(CommandHost.Output, string.Create(CultureInfo.InvariantCulture,
            $"Penalties: {string.Join(", ", results.CountBy(result => result.Penalty).OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} ×{pair.Value}")))}; {results.Average(result => result.Seconds):0.00} s a fit."));

        void Row(string name, Func<TeachTrialResult, double?> value)
        {
            double[] values = [.. results.Select(value).OfType<double>()];
            if (values.Length > 0)
            {
                table.AddRow(name, Figures.Percent(values.Average()), Figures.Percent(values.Length > 1 ? values.StandardDeviation() : 0), Figures.Percent(values.Min()), Figures.Percent(values.Max()));
            }
        }
    }

    private static Option<int> Count(string name, string description, int standard)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 1000)
            {
                result.AddError($"{name} must be 2 to 1000.");
            }
        });
        return option;
    }

    private sealed record TrialArguments(string? Model, string[] Kinds, int Shots, int Draws, int Seed, bool KeepClasses);
}
