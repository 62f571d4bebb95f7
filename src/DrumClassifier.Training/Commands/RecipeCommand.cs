using System.CommandLine;
using System.Text.Json;
using DrumClassification.Training.Files;
using DrumClassification.Training.Fitting;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain recipe NAME</c>: prints a recipe as JSON, to be changed and given to <c>drumtrain train --recipe FILE</c>.</summary>
internal static class RecipeCommand
{
    public static Command Create()
    {
        Argument<string> name = new("recipe") { Description = $"The recipe: {string.Join(" or ", RecipeCatalog.Names)}, or a JSON file, which is checked." };
        name.CompletionSources.Add([.. RecipeCatalog.Names]);
        Option<string?> architecture = new("--arch") { Description = "The architecture, as 'drumtrain summary' knows it. Default: the recipe's own." };
        Command command = new("recipe", "Print a recipe as JSON; change it and train with 'drumtrain train --recipe FILE'.") { name, architecture };

        // Straight to the writer: the console would wrap long lines.
        command.SetAction(parse => CommandHost.Output.Profile.Out.Writer.WriteLine(
            JsonSerializer.Serialize(RecipeCatalog.Get(parse.GetRequiredValue(name), parse.GetValue(architecture)), TrainingJson.Indented)));
        return command;
    }
}
