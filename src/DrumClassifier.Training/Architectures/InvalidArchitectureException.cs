using DrumClassification.Tooling.CommandLine;

namespace DrumClassification.Training.Architectures;

/// <summary>An architecture's layers do not fit each other or its input; the message names the layer and both shapes.</summary>
internal sealed class InvalidArchitectureException(string message, Exception? cause = null) : WrongUseException(message, cause);
