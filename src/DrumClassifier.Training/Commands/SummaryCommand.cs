using System.CommandLine;
using System.Globalization;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Kinds;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain summary ARCH</c>: the layers of an architecture, their shapes and what they cost.</summary>
internal static class SummaryCommand
{
    public static Command Create(CommandHost host)
    {
        var name = new Argument<string>("arch") { Description = $"The architecture: {string.Join(", ", ArchitectureCatalog.Names)}." };
        name.CompletionSources.Add([.. ArchitectureCatalog.Names]);
        Option<int> mels = Size("--mels", "Mel bands of the input.", 128, max: 512);
        Option<int> frames = Size("--frames", "Frames of the input.", 128, max: 4096);
        Option<int> classes = Size("--classes", "Number of classes.", DrumLabels.All.Count, max: 1000, min: 2);

        Option<string?> kinds = new("--kinds") { Description = $"Score kinds beside the classes: {KindCatalog.DefaultName}, or a JSON file of kinds. Needs 6 classes. Default: none." };
        var command = new Command("summary", "Show the layers of an architecture: output shapes, parameters and multiply-adds.")
        {
            name, mels, frames, classes, kinds,
        };
        command.SetAction(parsed => Show(host.Screen, ArchitectureCatalog.Get(
            parsed.GetRequiredValue(name), parsed.GetValue(mels), parsed.GetValue(frames), parsed.GetValue(classes),
            parsed.GetValue(kinds) is { } file ? KindCatalog.Get(file).ClassOf : null)));
        return command;
    }

    private static Option<int> Size(string name, string description, int value, int max, int min = 1)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} {min} to {max}.",
            DefaultValueFactory = _ => value,
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            // What is no number at all is reported by the parser itself.
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int given) && (given < min || given > max))
            {
                result.AddError($"{name} is {given}; it must be {min} to {max}.");
            }
        });
        return option;
    }

    private static void Show(IAnsiConsole console, Architecture architecture)
    {
        var table = new Table { Border = TableBorder.Simple, ShowFooters = true };
        table.AddColumn(new TableColumn("Layer").NoWrap().Footer("Total"));
        table.AddColumn(new TableColumn("Description"));
        table.AddColumn(new TableColumn("Output shape").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Parameters").RightAligned().NoWrap().Footer(Number(architecture.ParameterCount)));
        table.AddColumn(new TableColumn("Multiply-adds").RightAligned().NoWrap().Footer(Number(architecture.MultiplyAdds)));

        foreach (LayerSummary row in architecture.Summary)
        {
            Style style = row.IsComposite ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(
                new Text(new string(' ', 2 * row.Depth) + row.Name, style),
                new Text(row.Description, style),
                new Text(row.Output.ToString(), style),
                new Text(row.IsComposite ? "" : Number(row.Parameters)),
                new Text(row.IsComposite ? "" : Number(row.MultiplyAdds)));
        }

        CommandHost.WriteLine(console, $"{architecture.Name}: {architecture.InputShape} (channels × mel bands × frames) → {architecture.Classes} classes");
        console.Write(table);
        CommandHost.WriteLine(console, string.Create(
            CultureInfo.InvariantCulture,
            $"Weights as 32-bit floats: {architecture.ParameterCount * 4 / 1e6:0.0} MB. Embedding: {architecture.EmbeddingLength} values."));
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
