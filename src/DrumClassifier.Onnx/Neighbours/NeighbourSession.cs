using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>Runs the neighbour stage. Thread-safe.</summary>
/// <param name="session">Its session, which this one disposes of.</param>
/// <param name="network">The model that it is in.</param>
/// <param name="limit">The longest that a run may take.</param>
internal sealed class NeighbourSession(InferenceSession session, ModelInfo network, TimeSpan limit) : IDisposable
{
    private static readonly string[] Inputs = [NeighbourFile.EvidenceName, NeighbourFile.DirectionsName];
    private static readonly string[] Outputs = [NeighbourFile.CorrectionsName];

    /// <summary>What is to be added to ln(probability) of every class of every sound: row-major [sound, class].</summary>
    /// <param name="sounds">At most <see cref="NeighbourLimits.MostTogether"/> sounds that take part, with embeddings and probabilities of kinds.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="DrumClassifierException">ONNX Runtime failed, or the run took longer than <see cref="DrumClassifierOptions.RunTimeout"/>.</exception>
    /// <exception cref="InvalidModelException">A correction is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public float[] Correct(IReadOnlyList<Classification> sounds, CancellationToken cancellationToken)
    {
        int count = sounds.Count;
        int evidence = network.Labels.Count + network.Kinds.Count;
        float[] evidences = new float[count * evidence];
        float[] directions = new float[count * network.EmbeddingLength];
        float[] corrections = new float[count * network.Labels.Count];
        for (int i = 0; i < count; i++)
        {
            NeighbourInput.WriteEvidence(sounds[i], evidences.AsSpan(i * evidence, evidence));
            NeighbourInput.WriteDirection(sounds[i], directions.AsSpan(i * network.EmbeddingLength, network.EmbeddingLength));
        }

        Run(evidences, directions, corrections, count, cancellationToken);
        return Array.TrueForAll(corrections, float.IsFinite) ? corrections : throw new InvalidModelException(
            $"The neighbour stage in the model ({network.Source}) is not usable: its corrections are not finite numbers.");
    }

    public void Dispose() => session.Dispose();

    private void Run(float[] evidences, float[] directions, float[] corrections, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using OrtValue evidence = Wrap(evidences, count);
        using OrtValue direction = Wrap(directions, count);
        using OrtValue correction = Wrap(corrections, count);
        using RunOptions options = new();
        using RunClock clock = new(options, limit);
        clock.Start();
        try
        {
            using (cancellationToken.UnsafeRegister(static clock => ((RunClock)clock!).Terminate(), clock))
            {
                session.Run(options, Inputs, [evidence, direction], Outputs, [correction]);
            }
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DrumClassifierException(
                clock.HasExpired
                    ? $"ONNX Runtime ran the neighbour stage in the model ({network.Source}) for {limit.TotalSeconds:0.###} s without an end."
                    : $"ONNX Runtime could not run the neighbour stage in the model ({network.Source}) on {count} sounds: {exception.Message}",
                exception);
        }
        finally
        {
            clock.Stop();
        }
    }

    private static OrtValue Wrap(float[] values, int count) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(), [count, values.Length / count]);
}
