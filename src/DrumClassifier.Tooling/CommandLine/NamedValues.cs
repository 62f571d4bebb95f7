using System.CommandLine;
using System.CommandLine.Parsing;

namespace DrumClassification.Tooling.CommandLine;

/// <summary>Options that take one of a few words.</summary>
internal static class NamedValues
{
    /// <summary>Makes an option take exactly these words; another one is answered in one line with all of them, and with the likely one.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">The words, in the order in which they are named.</param>
    public static void AcceptOnly<T>(this Option<T> option, params string[] words)
    {
        // The parser's own check comes with it, for completions; its message has several lines.
        option.AcceptOnlyFromAmong(words);
        option.Validators.Clear();
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !words.Contains(token.Value, StringComparer.Ordinal)) is { } wrong)
            {
                result.AddError($"{option.Name} is '{wrong.Value}'; it must be {string.Join(", ", words[..^1])} or {words[^1]}.{Guess(wrong.Value, words)}");
            }
        });
    }

    /// <summary>Makes an enum option take exactly the names in lower case (the parser itself would take numbers and any case).</summary>
    public static Option<T> Named<T>(Option<T> option)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        option.HelpName = string.Join('|', names);
        option.AcceptOnly(names);
        return option;
    }

    // Words are short: 'gpu' is not meant to be 'cpu'.
    private static string Guess(string word, string[] words) =>
        NearWord.Guess(word, words.Where(known => word.Length > 0 && char.ToLowerInvariant(known[0]) == char.ToLowerInvariant(word[0])));
}
