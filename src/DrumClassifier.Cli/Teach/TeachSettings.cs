using DrumClassification.Cli.Input;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Cli.Teach;

/// <summary>What <c>drums teach</c> was asked for.</summary>
/// <param name="Folder">The folder of class folders.</param>
/// <param name="Output">Full path of the model that is made.</param>
/// <param name="KeepClasses">True adds the classes to those of the model that is taught.</param>
/// <param name="Format">How the classes are listed.</param>
/// <param name="Scan">Which folders are looked into.</param>
/// <param name="Classifier">The model that is taught.</param>
internal sealed record TeachSettings(string Folder, string Output, bool KeepClasses, OutputFormat Format, ScanOptions Scan, ClassifierRequest Classifier)
{
    /// <summary>The command, with files by their names, so that no path of a machine gets into a model file.</summary>
    public string CommandLine => string.Join(' ',
    [
        $"drums teach {FileName(Folder)} -o {FileName(Output)}",
        .. KeepClasses ? ["--keep-classes"] : Array.Empty<string>(),
        .. Classifier.ModelPath is { } model ? [$"--model {FileName(model)}"] : Array.Empty<string>(),
    ]);

    private static string FileName(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return name.Contains(' ', StringComparison.Ordinal) ? $"\"{name}\"" : name;
    }
}
