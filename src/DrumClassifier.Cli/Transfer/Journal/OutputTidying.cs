using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Removes what an undo has left that was cut off after it had deleted the journal.</summary>
internal static class OutputTidying
{
    /// <summary>Does so.</summary>
    /// <param name="fileSystem">The disk.</param>
    /// <param name="output">The folder, which has no journal.</param>
    public static void Tidy(IFileSystem fileSystem, string output)
    {
        string path = RealPath.Of(output);
        var state = new StateFolder(path);
        if (!FileStatus.IsFree(state.FullPath))
        {
            // Closing one without a journal leaves nothing.
            OutputFolder.Open(fileSystem, output).Dispose();
        }
        else
        {
            new OutputStaging(fileSystem, path).Clean();
        }
    }
}
