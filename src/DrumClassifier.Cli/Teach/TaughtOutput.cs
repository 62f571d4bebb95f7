using DrumClassification.Cli.Input;
using DrumClassification.Tooling.CommandLine;

namespace DrumClassification.Cli.Teach;

/// <summary>The file that a taught model goes to.</summary>
internal static class TaughtOutput
{
    /// <summary>What is there may be replaced only if it is a model: a mistyped name must not cost a sound or a text.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <exception cref="WrongUseException">It cannot be written, or something else is there.</exception>
    public static void Check(string path)
    {
        OutputFile.CheckWritable(path, "model");
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            DrumClassifier.FromFile(path).Dispose();
        }
        catch (DrumClassifierException exception)
        {
            throw new WrongUseException($"'{path}' is there already and is no model, so that it is not replaced. Name another file, or remove it.", exception);
        }
    }
}
