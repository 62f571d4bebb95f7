namespace DrumClassification;

/// <summary>What a sound's envelope tells before any network looks at it.</summary>
/// <param name="IsSilent">True if nothing is to be heard: silence, dither, a constant, hiss far below any hit.</param>
/// <param name="Offset">Constant (DC) offset of the samples, 0 if there is none for sure.</param>
/// <param name="Onset">Index of the sample where the hit starts: the first one, or the one before which only soft noise, clicks and silence lie.</param>
/// <param name="Hits">How often it is struck; 0 for silence.</param>
/// <param name="ActiveSeconds">Seconds from the onset to where it last is within 40 dB of its loudest.</param>
internal readonly record struct SoundAnalysis(bool IsSilent, float Offset, int Onset, int Hits, double ActiveSeconds);
