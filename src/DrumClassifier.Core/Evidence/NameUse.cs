namespace DrumClassification;

/// <summary>What names of files and folders are to an answer.</summary>
public enum NameUse
{
    /// <summary>Nothing: what is heard alone counts.</summary>
    Off,

    /// <summary>Evidence beside what is heard, weighed by Bayes' rule with how often such names are right.</summary>
    Hint,

    /// <summary>The same, but a clear name wins whatever is heard.</summary>
    Trust,
}
