using DrumClassification.Training.Architectures;
using DrumClassification.Training.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Fitting;

/// <summary>Runs a network over clean sounds.</summary>
internal static class Predictor
{
    private const int BatchSize = 64;

    /// <summary>The scores of every sound.</summary>
    public static Predictions Predict(Network network, TrainingSounds sounds, CancellationToken cancellationToken)
    {
        Architecture architecture = network.Architecture;
        float[] scores = new float[sounds.Count * architecture.Classes];
        float[] kinds = new float[sounds.Count * architecture.Kinds];
        bool wasTraining = network.training;
        network.eval();
        using IDisposable noGrad = no_grad();
        for (int first = 0; first < sounds.Count; first += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int size = Math.Min(BatchSize, sounds.Count - first);
            float[] inputs = new float[size * sounds.InputLength];
            for (int i = 0; i < size; i++)
            {
                sounds.Clean(first + i).CopyTo(inputs.AsSpan(i * sounds.InputLength));
            }

            using DisposeScope scope = NewDisposeScope();
            Tensor input = tensor(inputs, size, 1, architecture.MelBands, architecture.Frames);
            (Tensor logits, Tensor? kindScores) = network.ForwardWithKinds(input);
            logits.contiguous().data<float>().ToArray().CopyTo(scores, first * architecture.Classes);
            kindScores?.contiguous().data<float>().ToArray().CopyTo(kinds, first * architecture.Kinds);
        }

        network.train(wasTraining);
        return new Predictions(scores, kinds);
    }
}
