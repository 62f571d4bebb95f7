namespace DrumClassification;

/// <summary>What became of one file: a classification or an error, never both and never neither.</summary>
/// <param name="Path">The path as the caller gave it.</param>
/// <param name="Classification">The result; null if the file could not be classified.</param>
/// <param name="Error">Why there is no result, naming the file; null if there is one.</param>
public sealed record FileClassification(string Path, Classification? Classification, DrumClassifierException? Error)
{
    /// <summary>What is heard alone, before any name counted: the same as <see cref="Classification"/> where none did.</summary>
    public Classification? Heard { get => field ?? Classification; init; }

    /// <summary>What the file's name says; null if it says nothing, names were not asked for (<see cref="DrumClassifierOptions.Names"/>), or there is no result.</summary>
    public NameEvidence? Named { get; init; }

    /// <summary>True if the name says clearly one thing and another one is surely heard: the file may be misnamed.</summary>
    public bool IsContradicted { get; init; }
}
