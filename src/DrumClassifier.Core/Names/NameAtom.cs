namespace DrumClassification;

/// <summary>A run of letters or of digits in a name: names are cut between letters and digits, at separators, and where camel case begins a word.</summary>
/// <param name="Text">Lower case, without accents.</param>
/// <param name="IsDigits">True for digits.</param>
/// <param name="HasGap">True if something stood between it and what is before, such as a space or a hyphen.</param>
/// <param name="HasSpace">True if that was a space.</param>
/// <param name="Segment">Number of the part of the name, from 0: " - " parts them.</param>
/// <param name="IsAside">True inside brackets.</param>
/// <param name="IsUpper">True if it has capital letters only.</param>
/// <param name="IsPossessive">True for "Tom's".</param>
/// <param name="IsNote">True for the letters of a note, such as the "Cb" of "Cb3".</param>
internal sealed record NameAtom(
    string Text, bool IsDigits, bool HasGap, bool HasSpace, int Segment, bool IsAside, bool IsUpper, bool IsPossessive, bool IsNote)
{
    /// <summary>True for letters that may be a word.</summary>
    public bool IsWord => !IsDigits && !IsNote;
}
