namespace DrumClassification;

/// <summary>What is known of a sound beside the network's input.</summary>
/// <param name="Duration">How much of it was looked at.</param>
/// <param name="Reason">Why no network can name it for sure; None where it may.</param>
/// <param name="Warnings">What was found wrong with it.</param>
internal readonly record struct PreparedSound(TimeSpan Duration, UncertainReason Reason, IReadOnlyList<string> Warnings);
