using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using DrumClassification.Cli.Terminal;

namespace DrumClassification.Cli.Commands;

/// <summary>The whole command line, and what an error becomes.</summary>
internal static class DrumsCommand
{
    /// <summary>Parses and runs a command line.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, CliHost host)
    {
        int exitCode = await ParseAndRunAsync(arguments, host);
        return host.Streams.Conclude(exitCode);
    }

    private static async Task<int> ParseAndRunAsync(string[] arguments, CliHost host)
    {
        // A folder may be called '@Kits'; what stands in it are no arguments.
        ParseResult parsed = Create(host).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        IReadOnlyList<string> unknown = parsed.Action is HelpWithExamples && parsed.Errors.Count == 0 ? [] : UnknownWords.Find(parsed);
        if (parsed.Action is ParseErrorAction || unknown.Count > 0)
        {
            foreach (string error in unknown.Count > 0 ? unknown : parsed.Errors.Select(error => error.Message))
            {
                host.Streams.Error(error);
            }

            Command command = parsed.CommandResult.Command;
            host.Streams.Message($"'drums{(command is RootCommand ? "" : " " + command.Name)} --help' shows how.");
            return ExitCode.WrongUse;
        }

        // Ctrl-C is the commands' own affair: they finish the file in hand and say what was done.
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = host.Streams.Screen.Profile.Out.Writer,
            Error = host.Streams.Messages.Profile.Out.Writer,
        };
        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is InvalidModelException or ProviderUnavailableException)
        {
            host.Streams.Error(exception.Message);
            return ExitCode.WrongUse;
        }
        catch (Exception exception) when (exception is DrumClassifierException or IOException or UnauthorizedAccessException)
        {
            return LastWords.Say(exception, host.Streams.Error);
        }
    }

    private static RootCommand Create(CliHost host)
    {
        var root = new RootCommand("Tells what drum a sound is, and sorts folders of them: kick, hat, snare, cymbal, tom, clap.")
        {
            DemoCommand.Create(host),
            ClassifyCommand.Create(host),
            SortCommand.Create(host),
            UndoCommand.Create(host),
            DuplicatesCommand.Create(host),
            SimilarCommand.Create(host),
            InfoCommand.Create(host),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        var action = new HelpWithExamples((HelpAction)help.Action!);
        help.Action = action;
        root.SetAction(action.Invoke);
        return root;
    }
}
