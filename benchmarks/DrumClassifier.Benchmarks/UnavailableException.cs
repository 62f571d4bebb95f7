namespace DrumClassification.Benchmarks;

/// <summary>A row cannot be measured on this machine; the message says why.</summary>
public sealed class UnavailableException(string message, Exception? inner = null) : Exception(message, inner);
