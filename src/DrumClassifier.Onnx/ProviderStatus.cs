namespace DrumClassification;

/// <summary>Where the network was asked to run and where it runs.</summary>
/// <param name="Requested">What <see cref="DrumClassifierOptions.Provider"/> asked for.</param>
/// <param name="Active">What runs: <see cref="ExecutionProvider.Cpu"/> or <see cref="ExecutionProvider.Cuda"/>, never <see cref="ExecutionProvider.Auto"/>.</param>
/// <param name="Reason">Why <see cref="ExecutionProvider.Auto"/> fell back to the CPU, with the cure; null if it did not.</param>
public sealed record ProviderStatus(ExecutionProvider Requested, ExecutionProvider Active, string? Reason = null);
