// Weights and dropout draw from torch's one generator of the process; tests that seed it must not run side by side.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
