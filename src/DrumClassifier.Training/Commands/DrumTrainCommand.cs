using System.CommandLine;
using System.CommandLine.Invocation;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>The root command. Each subcommand is a file of its own beside this one and is added here by one line.</summary>
internal static class DrumTrainCommand
{
    /// <summary>Exit code of an error that was reported.</summary>
    public const int Failed = 1;

    /// <summary>Exit code where the arguments make no sense.</summary>
    public const int BadArguments = 2;

    /// <summary>Exit code after Ctrl-C, as shells know it.</summary>
    public const int Stopped = 130;

    // After Ctrl-C a command has this long to finish the step at hand and write its checkpoint.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Parses the arguments and runs what they ask for.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandHost host)
    {
        CommandHost.Current = host;
        var configuration = new InvocationConfiguration
        {
            Output = host.Screen.Profile.Out.Writer,
            Error = host.Messages.Profile.Out.Writer,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTimeout,
        };
        try
        {
            ParseResult parsed = Create(host).Parse(arguments, NoResponseFiles);
            int code = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
            return parsed.Action is ParseErrorAction ? BadArguments : code;
        }
        catch (DrumClassifierException exception)
        {
            CommandHost.WriteLine(host.Messages, $"error: {exception.Message}", new Style(Color.Red));
            return Failed;
        }
        catch (OperationCanceledException)
        {
            CommandHost.WriteLine(host.Messages, "stopped");
            return Stopped;
        }
    }

    // A folder may be called '@Kits'; its files are no arguments.
    private static ParserConfiguration NoResponseFiles { get; } = new() { ResponseFileTokenReplacer = null };

    private static RootCommand Create(CommandHost host) => new("Trains drum one-shot classifiers on your own sounds and exports them to ONNX.")
    {
        SummaryCommand.Create(host),
        PrepareCommand.Create(),
        SynthesizeCommand.Create(),
        RecipeCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        RobustnessCommand.Create(),
        SuspectsCommand.Create(),
        MelsCommand.Create(),
    };
}
