using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>What a journal says, for looking at.</summary>
/// <param name="Output">Real path of the output.</param>
/// <param name="History">What has happened.</param>
/// <param name="BadLines">Numbers of the lines that cannot be read.</param>
internal sealed record JournalView(string Output, JournalHistory History, IReadOnlyList<int> BadLines)
{
    /// <summary>Looks at what an output's journal says without touching anything.</summary>
    /// <param name="output">The folder.</param>
    /// <param name="trust">True reads a journal of whatever origin.</param>
    /// <returns>Null if it has none.</returns>
    /// <exception cref="JournalException">Its journal cannot be used.</exception>
    public static JournalView? Peek(string output, bool trust = false)
    {
        string path = RealPath.Of(output);
        var state = new StateFolder(path);
        state.Check();
        if (!File.Exists(state.Journal))
        {
            return null;
        }

        var history = new JournalHistory(new JournalPaths(path));
        JournalExtent extent = new JournalReader(state.Journal, trust, history.TryAdd).Read();
        return new JournalView(path, history, extent.BadLines);
    }
}
