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
    /// <summary>Parses and runs a command line.</summary>
    /// <returns>See <see cref="Tooling.Terminal.ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, CliHost host) =>
        await new CommandRunner("drums", host.Streams, DrumsExamples.All).RunAsync(Create(host), arguments);

    private static RootCommand Create(CliHost host) => new("Tells what drum a sound is, and sorts folders of them: kick, hat, snare, cymbal, tom, clap.")
    {
        DemoCommand.Create(host),
        ClassifyCommand.Create(host),
        MergeCommand.Create(host),
        SortCommand.Create(host),
        UndoCommand.Create(host),
        IndexCommand.Create(host),
        BrowseCommand.Create(host),
        DuplicatesCommand.Create(host),
        SimilarCommand.Create(host),
        TeachCommand.Create(host),
        InfoCommand.Create(host),
    };
}
