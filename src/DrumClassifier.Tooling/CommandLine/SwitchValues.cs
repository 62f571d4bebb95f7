using System.CommandLine;

namespace DrumClassification.Tooling.CommandLine;

/// <summary>
/// Finds switches that were given a value which is neither true nor false. The parser takes that value for the next argument, and
/// <c>--recursive=no</c> would look into every sub-folder and for a file called "no".
/// </summary>
internal static class SwitchValues
{
    private static readonly string[] Answers = ["yes", "no", "on", "off", "y", "n", "1", "0"];

    /// <summary>The errors to show; none where all is well.</summary>
    /// <param name="parsed">What the parser made of the words.</param>
    /// <param name="words">The words of the command line.</param>
    public static IReadOnlyList<string> Find(ParseResult parsed, IReadOnlyList<string> words)
    {
        Command command = parsed.CommandResult.Command;
        var errors = new List<string>();
        string[] mine = [.. words.TakeWhile(word => word != "--")];
        for (int i = 0; i < mine.Length; i++)
        {
            int end = mine[i].IndexOfAny(['=', ':']);
            string? value = end > 0 ? mine[i][(end + 1)..]
                : i + 1 < mine.Length && Answers.Contains(mine[i + 1], StringComparer.OrdinalIgnoreCase) && !Path.Exists(mine[i + 1]) ? mine[i + 1]
                : null;
            if (value is not null && !bool.TryParse(value, out _) && Switch(command, end > 0 ? mine[i][..end] : mine[i]) is { } option)
            {
                errors.Add($"{option.Name} is '{value}'; it must be true or false.");
            }
        }

        return errors;
    }

    private static Option? Switch(Command command, string word) =>
        command.Options.FirstOrDefault(option => option.ValueType == typeof(bool) && (option.Name == word || option.Aliases.Contains(word)));
}
