using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tooling.CommandLine;

/// <summary>The parser's own help, followed by examples and the exit codes.</summary>
/// <param name="help">The parser's own.</param>
/// <param name="program">The program's name.</param>
/// <param name="examples">Examples by a command's name, or the program's.</param>
internal sealed class HelpWithExamples(HelpAction help, string program, IReadOnlyDictionary<string, string[]> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        string name = command is RootCommand ? program : command.Name;
        if (examples.TryGetValue(name, out string[]? lines))
        {
            output.WriteLine("Examples:");
            foreach (string example in lines)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes: 0 all done, 1 some files failed, 2 wrong use, 130 interrupted, 141 nobody reads the output any more.");
        return ExitCode.Done;
    }
}
