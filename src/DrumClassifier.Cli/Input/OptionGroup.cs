using System.CommandLine;

namespace DrumClassification.Cli.Input;

/// <summary>Options that belong together and are read into one value.</summary>
internal interface IOptionGroup
{
    /// <summary>The options, in the order of the help.</summary>
    IEnumerable<Option> Options { get; }
}

/// <summary>Groups in a command's list.</summary>
internal static class OptionGroups
{
    /// <summary>Adds a group's options to a command.</summary>
    public static void Add(this Command command, IOptionGroup group)
    {
        foreach (Option option in group.Options)
        {
            command.Add(option);
        }
    }
}

/// <summary>Which folders are looked into.</summary>
internal sealed class ScanGroup : IOptionGroup
{
    private readonly Option<bool> _recursive = new("--recursive", "-r")
    {
        Description = "Look into sub-folders; --recursive false does not.",
        DefaultValueFactory = _ => true,
    };

    private readonly Option<bool> _hidden = new("--hidden")
    {
        Description = "Look into hidden folders too: trash, system folders such as @eaDir, and names that begin with a dot.",
    };

    /// <inheritdoc />
    public IEnumerable<Option> Options => [_recursive, _hidden];

    /// <summary>What they say.</summary>
    public ScanOptions Read(ParseResult parsed) => new(parsed.GetValue(_recursive), parsed.GetValue(_hidden));
}

/// <summary>Which model, and where it runs.</summary>
internal sealed class ModelGroup : IOptionGroup
{
    private readonly Option<ExecutionProvider> _provider = SharedOptions.Named<ExecutionProvider>(
        new("--provider", "-p") { Description = "Where the network runs; auto takes the GPU where it works. Default: cpu." });

    /// <inheritdoc />
    public IEnumerable<Option> Options => [Model, _provider];

    /// <summary>The model alone.</summary>
    public Option<string?> Model { get; } = new("--model", "-m")
    {
        Description = "A model file that drumtrain has written, instead of the one inside this program.",
        HelpName = "FILE",
    };

    /// <summary>What they say.</summary>
    public ClassifierRequest Read(ParseResult parsed) => new(parsed.GetValue(Model), parsed.GetValue(_provider));
}
