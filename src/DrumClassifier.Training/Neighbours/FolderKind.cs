namespace DrumClassification.Training.Neighbours;

/// <summary>What a folder of sounds holds.</summary>
internal enum FolderKind
{
    /// <summary>One kit or pack.</summary>
    Kit,

    /// <summary>Sounds of one class from many kits: a folder <c>Kicks</c>.</summary>
    OneClass,

    /// <summary>Whatever came together, from many kits.</summary>
    Mixed,

    /// <summary>One sound.</summary>
    Alone,
}
