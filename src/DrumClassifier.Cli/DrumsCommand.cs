using System.CommandLine;
using DrumClassification.Cli.Browse;
using DrumClassification.Cli.Classify;
using DrumClassification.Cli.Demo;
using DrumClassification.Cli.Duplicates;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Info;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Scale;
using DrumClassification.Cli.Similar;
using DrumClassification.Cli.Sort;
using DrumClassification.Cli.Teach;
using DrumClassification.Cli.Undo;
using DrumClassification.Tooling.CommandLine;

namespace DrumClassification.Cli;

/// <summary>The whole command line.</summary>
internal static class DrumsCommand
{
    /// <summary>The commands, in the order of the help.</summary>
    public static IReadOnlyList<DrumsCommandEntry> All { get; } =
    [
        new("demo", DemoCommand.Create, Listens: true),
        new("classify", ClassifyCommand.Create, Listens: true),
        new("merge", MergeCommand.Create, Listens: false),
        new("sort", SortCommand.Create, Listens: true),
        new("undo", UndoCommand.Create, Listens: false),
        new("index", IndexCommand.Create, Listens: true),
        new("browse", BrowseCommand.Create, Listens: true),
        new("duplicates", DuplicatesCommand.Create, Listens: true),
        new("similar", SimilarCommand.Create, Listens: true),
        new("teach", TeachCommand.Create, Listens: true),
        new("info", InfoCommand.Create, Listens: true),
    ];

    /// <summary>Parses and runs a command line.</summary>
    /// <returns>See <see cref="Tooling.Terminal.ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] arguments, CliHost host)
    {
        // If the first word is a command, only that one is made: the options of all the others take as long to make as a sound to classify.
        DrumsCommandEntry? given = Find(arguments);
        return new CommandRunner("drums", host.Streams, DrumsExamples.All).RunAsync(Create(host, given is null ? All : [given]), arguments);
    }

    /// <summary>True if a command line is one that asks a network about sounds.</summary>
    public static bool Listens(string[] arguments) => Find(arguments)?.Listens == true;

    private static DrumsCommandEntry? Find(string[] arguments) => All.FirstOrDefault(command => command.Name == arguments.FirstOrDefault());

    private static RootCommand Create(CliHost host, IEnumerable<DrumsCommandEntry> commands)
    {
        var root = new RootCommand("Tells what drum a sound is, and sorts folders of them: kick, hat, snare, cymbal, tom, clap.");
        foreach (DrumsCommandEntry command in commands)
        {
            root.Add(command.Make(host));
        }

        return root;
    }
}

/// <summary>A command of the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Make">Makes it, with its options.</param>
/// <param name="Listens">True if it asks a network about sounds.</param>
internal sealed record DrumsCommandEntry(string Name, Func<CliHost, Command> Make, bool Listens);
