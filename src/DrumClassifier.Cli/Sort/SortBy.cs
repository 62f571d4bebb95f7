namespace DrumClassification.Cli.Sort;

/// <summary>How fine the folders of a sort are.</summary>
internal enum SortBy
{
    /// <summary>One for each class, and one for each kind of percussion that is none of them.</summary>
    Class,

    /// <summary>Inside those of classes one for each kind too, such as <c>hat/closed</c>.</summary>
    Kind,
}
