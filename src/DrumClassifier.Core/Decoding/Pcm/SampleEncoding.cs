namespace DrumClassification;

/// <summary>How a sample is stored. Integers are left-justified in whole bytes; the byte order is told apart.</summary>
internal enum SampleEncoding
{
    Unsigned8,
    Signed8,
    Signed16,
    Signed24,
    Signed32,
    Ieee32,
    Ieee64,
    ALaw,
    MuLaw,
}
