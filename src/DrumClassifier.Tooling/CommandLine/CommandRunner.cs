using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tooling.CommandLine;

/// <summary>Parses and runs a command line, and makes an exit code and a message of whatever comes of it.</summary>
/// <param name="Program">The program's name, as it is typed.</param>
/// <param name="Streams">Where it writes.</param>
/// <param name="Examples">Examples for the help: by a command's name, or the program's.</param>
internal sealed record CommandRunner(string Program, CliStreams Streams, IReadOnlyDictionary<string, string[]> Examples)
{
    /// <summary>
    /// How long a command that is given a cancellation token may take to end after Ctrl-C; null leaves Ctrl-C to the commands themselves.
    /// </summary>
    public TimeSpan? TerminationTimeout { get; init; }

    /// <summary>Runs.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> arguments)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        var action = new HelpWithExamples((HelpAction)help.Action!, Program, Examples);
        help.Action = action;
        root.SetAction(action.Invoke);

        if (arguments.Count > 0 && arguments[0] == "help" && root.Subcommands.All(command => command.Name != "help"))
        {
            arguments = [.. arguments.Skip(1), help.Name];
        }

        // A folder may be called '@Kits'; what stands in it are no arguments.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        int exitCode = Errors(parsed, arguments) is { Count: > 0 } errors ? Refuse(parsed.CommandResult.Command, errors) : await InvokeAsync(parsed).ConfigureAwait(false);
        return Streams.Conclude(exitCode);
    }

    private static IReadOnlyList<string> Errors(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        if (parsed.Action is HelpWithExamples && parsed.Errors.Count == 0)
        {
            return [];
        }

        if (SwitchValues.Find(parsed, arguments) is { Count: > 0 } values)
        {
            return values;
        }

        IReadOnlyList<string> unknown = UnknownWords.Find(parsed);
        return unknown.Count > 0 ? unknown : parsed.Action is ParseErrorAction ? [.. parsed.Errors.Select(error => OneLine(error.Message, parsed)).Distinct()] : [];
    }

    // The parser lays some messages out over several lines, which would be shown as escapes; only what was typed is.
    private static string OneLine(string message, ParseResult parsed) => string.Join(
        ' ',
        parsed.Tokens.Select(token => token.Value).Where(Printable.IsNeeded)
            .Aggregate(message, (text, word) => text.Replace(word, Printable.Of(word), StringComparison.Ordinal))
            .Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private int Refuse(Command command, IReadOnlyList<string> errors)
    {
        foreach (string error in errors)
        {
            Streams.Error(error);
        }

        Streams.Message($"'{Program}{(command is RootCommand ? "" : " " + command.Name)} --help' shows how.");
        return ExitCode.WrongUse;
    }

    private async Task<int> InvokeAsync(ParseResult parsed)
    {
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTimeout,
            Output = Streams.Out.Writer,
            Error = Streams.Err.Writer,
        };
        try
        {
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is WrongUseException or InvalidModelException or ProviderUnavailableException)
        {
            Streams.Error(exception.Message);
            return ExitCode.WrongUse;
        }
        catch (Exception exception) when (exception is DrumClassifierException or IOException or UnauthorizedAccessException)
        {
            return LastWords.Say(exception, Streams.Error);
        }
    }
}
