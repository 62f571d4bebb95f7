using System.CommandLine;

namespace DrumClassification.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary>--model FILE</summary>
    public static Option<string?> Model() => new("--model", "-m")
    {
        Description = "A model file that drumtrain has written, instead of the one inside this program.",
        HelpName = "FILE",
    };

    /// <summary>--provider cpu|cuda|auto</summary>
    public static Option<ExecutionProvider> Provider() => Named<ExecutionProvider>(
        new("--provider", "-p") { Description = "Where the network runs; auto takes the GPU where it works. Default: cpu." });

    /// <summary>--recursive [true|false]</summary>
    public static Option<bool> Recursive() => new("--recursive", "-r")
    {
        Description = "Look into sub-folders; --recursive false does not.",
        DefaultValueFactory = _ => true,
    };

    /// <summary>Makes an enum option take exactly the names in lower case (the parser itself would take numbers and any case).</summary>
    public static Option<T> Named<T>(Option<T> option)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        option.HelpName = string.Join('|', names);
        option.AcceptOnlyFromAmong(names);
        return option;
    }
}
