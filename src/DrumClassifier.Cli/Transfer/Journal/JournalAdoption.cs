using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Makes a journal of another origin this user's own, after the user has seen what it says.</summary>
internal static class JournalAdoption
{
    /// <summary>Reads it, signs what makes sense, and puts that in its place in one step.</summary>
    /// <param name="fileSystem">The disk.</param>
    /// <param name="state">Where it is.</param>
    /// <param name="history">Receives what it says.</param>
    /// <returns>The extent of the new one, with the bad lines of the old.</returns>
    public static JournalExtent Adopt(IFileSystem fileSystem, StateFolder state, JournalHistory history)
    {
        var entries = new List<JournalEntry>();
        JournalExtent old = new JournalReader(state.Journal, trust: true, Take).Read();
        using (var journal = JournalFile.Open(fileSystem, state.NewJournal, JournalExtent.None))
        {
            journal.Commit(entries);
        }

        fileSystem.Replace(state.NewJournal, state.Journal);
        fileSystem.FlushFolder(state.FullPath);
        return new JournalReader(state.Journal, trust: false, _ => true).Read() with { BadLines = old.BadLines };

        bool Take(JournalEntry entry)
        {
            if (!history.TryAdd(entry))
            {
                return false;
            }

            entries.Add(entry);
            return true;
        }
    }
}
