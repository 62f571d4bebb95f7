using System.CommandLine;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Commands;

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
        SortCommand.Create(host),
        UndoCommand.Create(host),
        DuplicatesCommand.Create(host),
        SimilarCommand.Create(host),
        InfoCommand.Create(host),
    };
}
