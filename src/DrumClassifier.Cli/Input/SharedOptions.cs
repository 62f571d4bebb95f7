using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Cli.Input;

/// <summary>Options and arguments that several commands have.</summary>
internal static class SharedOptions
{
    private const double LongestSeconds = 3600;

    /// <summary>PATHS…, at least one.</summary>
    public static Argument<string[]> Paths(string description) => new("PATHS") { Description = description, Arity = ArgumentArity.OneOrMore };

    /// <summary>--format table|json|csv</summary>
    /// <param name="each">What JSON has an object for: a line, a file.</param>
    public static Option<OutputFormat> Format(string each = "line") => Named<OutputFormat>(
        new("--format", "-f") { Description = $"json prints one object a {each}, csv a header and one record a file. Default: table." });

    /// <summary>--max-length SECONDS</summary>
    public static Option<double?> MaxLength() => new("--max-length")
    {
        Description = "What sounds for longer than this is no single hit. Default: 12.",
        HelpName = "SECONDS",
        CustomParser = result => Number<double>(
            result, seconds => seconds is > 0 and <= LongestSeconds, $"it must be above 0 and at most {LongestSeconds} seconds, for example 12."),
    };

    /// <summary>--names off|hint|trust</summary>
    public static Option<NameUse> Names() => Named<NameUse>(new("--names")
    {
        Description = "What the names of files and folders below what is given are to the answer: nothing, evidence beside the sound, or right where they are clear.",
        DefaultValueFactory = _ => NameUse.Hint,
    });

    /// <summary>--dry-run</summary>
    public static Option<bool> DryRun() => new("--dry-run", "-n") { Description = "Print what would go where, and touch nothing." };

    /// <summary>Reads an option's number, or says what it must be.</summary>
    public static T? Number<T>(ArgumentResult result, Func<T, bool> allows, string rule, NumberStyles styles = NumberStyles.Float)
        where T : struct, INumber<T>
    {
        string word = result.Tokens[0].Value;
        if (T.TryParse(word, styles, CultureInfo.InvariantCulture, out T value) && allows(value))
        {
            return value;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{word}'; {rule}");
        return null;
    }

    /// <inheritdoc cref="NamedValues.Named" />
    public static Option<T> Named<T>(Option<T> option)
        where T : struct, Enum => NamedValues.Named(option);
}
