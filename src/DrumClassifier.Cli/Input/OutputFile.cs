using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Files;

namespace DrumClassification.Cli.Input;

/// <summary>A file that a command writes in the end.</summary>
internal static class OutputFile
{
    /// <summary>Tries that a file can be written there, so that long work does not end with a result that goes nowhere. Leaves nothing.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="what">What it is, such as "report".</param>
    /// <exception cref="WrongUseException">It cannot; the message names the file.</exception>
    public static void CheckWritable(string path, string what)
    {
        if (Directory.Exists(path))
        {
            throw new WrongUseException($"The {what} '{path}' is a folder; name a file in it.");
        }

        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            // Not made: it may be a mistyped one.
            throw new WrongUseException(
                $"The {what} '{path}' cannot be written: {(File.Exists(folder) ? $"'{folder}' is a file" : $"the folder '{folder}' does not exist; make it, or name another one")}.");
        }

        try
        {
            AtomicFile.Probe(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WrongUseException($"The {what} '{path}' cannot be written: {exception.Message}", exception);
        }
    }
}
