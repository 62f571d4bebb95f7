namespace DrumClassification;

/// <summary>What the other sounds of a folder are to an answer.</summary>
public enum ContextUse
{
    /// <summary>Nothing: every sound stands for itself.</summary>
    Off,

    /// <summary>The sounds of one folder (those whose files lie directly in it) are classified together, up to 128 at a time.</summary>
    Folder,
}
