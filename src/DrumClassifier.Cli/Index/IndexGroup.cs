using System.CommandLine;
using DrumClassification.Cli.Input;
using DrumClassification.Tooling.CommandLine;

namespace DrumClassification.Cli.Index;

/// <summary>Which index a command uses, if any.</summary>
internal sealed class IndexGroup : IOptionGroup
{
    private readonly Option<string?> _file = new("--index")
    {
        Description = "The index of 'drums index' to use. Default: the one in your data folder, if it is there.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _off = new("--no-index") { Description = "Read every sound, whatever an index knows." };

    /// <inheritdoc />
    public IEnumerable<Option> Options => [_file, _off];

    /// <summary>What they say.</summary>
    public IndexChoice Read(ParseResult parsed) => new(parsed.GetValue(_file), parsed.GetValue(_off));

    /// <summary>Refuses both at once.</summary>
    public void Check(Command command) => command.Validators.Add(result =>
    {
        if (result.GetValue(_off) && result.GetValue(_file) is not null)
        {
            result.AddError("--index and --no-index exclude each other; give one of them.");
        }
    });
}

/// <summary>Which index to use.</summary>
/// <param name="File">The one that was named; null for the one in the user's data folder.</param>
/// <param name="IsOff">True for none.</param>
internal sealed record IndexChoice(string? File, bool IsOff)
{
    private const string FileName = "library.db";

    /// <summary>The index in the user's data folder; null if there is no such folder.</summary>
    public static string? Default =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is var data && Path.IsPathFullyQualified(data)
            ? Path.Combine(data, "drums", FileName)
            : null;

    /// <summary>The index that a command makes or goes on with.</summary>
    /// <param name="named">The one that was named; null for the one in the user's data folder.</param>
    /// <exception cref="WrongUseException">None was named, and there is no such folder.</exception>
    public static string PathToMake(string? named) =>
        named ?? Default ?? throw new WrongUseException("There is no data folder to keep the index in; name a file with --index.");

    /// <summary>What is wrong where neither the user nor the index names a folder.</summary>
    public static WrongUseException NothingIndexed(string path) => new($"Nothing was indexed in '{path}' before; name the folders of your sounds.");
}
