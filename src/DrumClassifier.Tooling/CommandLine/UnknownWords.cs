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
        return $"Unknown option '{name}'.{Guess(name, command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)))}{asFile}";
    }

    private static string CommandError(Command command, string word) =>
        $"Unknown command '{word}'.{Guess(word, command.Subcommands.Select(known => known.Name))}";

    private static string Guess(string word, IEnumerable<string> known)
    {
        string? nearest = known.Where(name => name.TrimStart('-').Length > 1).MinBy(name => Distance(word, name));

        // A third of the letters wrong is a mistake; more is another word.
        return nearest is not null && Distance(word, nearest) <= Math.Max(2, word.Length / 3) ? $" Did you mean '{nearest}'?" : "";
    }

    // Levenshtein's: how many letters are to be changed, added or left out.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                int changed = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                row[j] = Math.Min(changed, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
