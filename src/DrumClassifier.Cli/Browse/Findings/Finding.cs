namespace DrumClassification.Cli.Browse.Findings;

/// <summary>What can be looked for among all sounds together.</summary>
internal enum FindingKind
{
    /// <summary>Files with the same bytes.</summary>
    Same,

    /// <summary>Those, and files of the same sound in another level, format or length.</summary>
    Near,

    /// <summary>Sounds whose name says clearly one thing while another one is surely heard.</summary>
    Misnamed,
}

/// <summary>A sound that was found.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Note">Why, in a few words.</param>
/// <param name="IsSpare">True if another one of its group keeps all of the sound.</param>
internal sealed record Finding(long Id, string Note, bool IsSpare);

/// <summary>What was found, in the order in which it is to be listed.</summary>
/// <param name="State">State of the sounds when it was looked for, see <see cref="Library.Storage.SoundViews.State"/>.</param>
/// <param name="All">All of it.</param>
internal sealed record FindingList(string State, IReadOnlyList<Finding> All);
