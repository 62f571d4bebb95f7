using Xunit.v3;

// Weights and dropout draw from torch's one generator of the process; tests that seed it must not run side by side.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
