namespace DrumClassification.Tests;

/// <summary>Runs alone: what is allocated, and what the process's pools hold, is these tests' doing.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
