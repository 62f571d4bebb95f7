using System.CommandLine;
using System.CommandLine.Parsing;

namespace DrumClassification.Tooling.CommandLine;

/// <summary>
/// Finds words of a command line that look like options and are none. The parser takes them for files where a command takes any number
/// of those, and a mistyped <c>--dry-run</c> would become the folder to sort into.
/// </summary>
internal static class UnknownWords
{
    /// <summary>The errors to show; none where all words are known.</summary>
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] words =
        [
            .. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value),
            .. parsed.UnmatchedTokens,
        ];

        // What comes after "--" is never an option.
        int free = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        string[] options = [.. words.SkipLast(free).Where(word => word.Length > 1 && word[0] == '-')];
        if (options.Length > 0)
        {
            return [.. options.Select(option => OptionError(command, option))];
        }

        return command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [{ } first, ..] ? [CommandError(command, first)] : [];
    }

    private static string OptionError(Command command, string word)
    {
        string name = word.Split('=', ':')[0];
        string asFile = Path.Exists(word) ? $" For the file of that name give './{word}'." : "";
        return $"Unknown option '{name}'.{NearWord.Guess(name, command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)))}{asFile}";
    }

    private static string CommandError(Command command, string word) =>
        $"Unknown command '{word}'.{NearWord.Guess(word, command.Subcommands.Select(known => known.Name))}";
}
