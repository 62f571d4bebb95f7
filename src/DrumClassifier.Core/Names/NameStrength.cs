namespace DrumClassification;

/// <summary>How plainly a name says what a sound is.</summary>
public enum NameStrength
{
    /// <summary>It says nothing.</summary>
    None,

    /// <summary>It can be read so: two drums in one name, a loop, a word of a title or of a pack.</summary>
    Weak,

    /// <summary>It probably means that: a short abbreviation among other words, a word for percussion in general, a folder farther up.</summary>
    Hint,

    /// <summary>It says so: a word or a usual abbreviation in the file's name or its folder's.</summary>
    Clear,
}

/// <summary>Which part of a path says what a sound is.</summary>
public enum NamePlace
{
    /// <summary>No part.</summary>
    None,

    /// <summary>The file's own name.</summary>
    File,

    /// <summary>The folder that the file lies in.</summary>
    Folder,

    /// <summary>A folder above that.</summary>
    FarFolder,
}
