using System.CommandLine;
using System.CommandLine.Parsing;

namespace DrumClassification.Tooling.CommandLine;

/// <summary>Options that take one of a few words.</summary>
internal static class NamedValues
{
    /// <summary>Makes an option take exactly these words; another one is answered in one line with all of them, and with the likely one.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">The words, in the order in which they are named.</param>
    /// <remarks>
    /// For an option of any type, so that it is compiled ahead of time: code that is generic over another assembly's enum is not, and takes the JIT
    /// longer than all the rest of a command line. The parser's own check has a message of several lines.
    /// </remarks>
    public static void AcceptOnly(this Option option, params string[] words)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
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
        AcceptOnlyNames(option, typeof(T));
        return option;
    }

    private static void AcceptOnlyNames(Option option, Type type)
    {
        string[] names = [.. Enum.GetNames(type).Select(name => name.ToLowerInvariant())];
        option.HelpName = string.Join('|', names);
        option.AcceptOnly(names);
    }

    // Words are short: 'gpu' is not meant to be 'cpu'.
    private static string Guess(string word, string[] words) =>
        NearWord.Guess(word, words.Where(known => word.Length > 0 && char.ToLowerInvariant(known[0]) == char.ToLowerInvariant(word[0])));
}
