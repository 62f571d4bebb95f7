using System.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Plots;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain mels</c>: pictures of example mel-spectrograms for each class.</summary>
internal static class MelsCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Folder for the pictures, one PNG for each class." };
        Option<string[]> data = new("--data") { Description = "A data set; may be repeated.", Required = true, Arity = ArgumentArity.OneOrMore };
        Option<int> perClass = new("--per-class") { Description = "Number of sounds of each class, 1 to 30.", DefaultValueFactory = _ => 6 };
        Option<string> frontEnd = new("--front-end")
        {
            Description = $"Front end: {string.Join(", ", FrontEndCatalog.Names)}, or a JSON file of settings.",
            DefaultValueFactory = _ => "reference",
        };
        Option<int> seed = new("--seed") { Description = "Which sounds are picked.", DefaultValueFactory = _ => 42 };
        perClass.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 30)
            {
                result.AddError("--per-class must be 1 to 30.");
            }
        });
        Command command = new("mels", "Draws example mel-spectrograms of each class.") { folder, data, perClass, frontEnd, seed };
        command.SetAction((parse, cancellationToken) => RunAsync(
            parse.GetRequiredValue(folder),
            parse.GetRequiredValue(data),
            parse.GetValue(perClass),
            FrontEndCatalog.Get(parse.GetRequiredValue(frontEnd)),
            parse.GetValue(seed),
            cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(string folder, string[] data, int perClass, FrontEndSettings settings, int seed, CancellationToken cancellationToken)
    {
        LogMelFrontEnd frontEnd = new(settings);
        IReadOnlyList<Sound> sounds = DataSetReader.Read(data);
        List<SkippedSound> skipped = [];
        foreach (string label in SoundClasses.Of(sounds).Append(LabelNames.Other))
        {
            Sound[] candidates = [.. sounds.Where(sound => sound.Label == label)];
            new Random(seed).Shuffle(candidates);
            List<MelExample> examples = [];
            foreach (Sound sound in candidates)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (examples.Count == perClass)
                {
                    break;
                }

                try
                {
                    examples.Add(MelExample.Compute(sound, frontEnd));
                }
                catch (DrumClassifierException exception)
                {
                    skipped.Add(new SkippedSound(sound.Name, label, exception.Message));
                }
            }

            if (examples.Count > 0)
            {
                string file = Path.Combine(folder, $"{label}.png");
                MelGridPlot.Save(file, examples, settings);
                CommandHost.Error.MarkupLineInterpolated($"Wrote [bold]{file}[/].");
            }
        }

        DataSetReport.WriteSkipped(skipped);
        return Task.FromResult(0);
    }
}
