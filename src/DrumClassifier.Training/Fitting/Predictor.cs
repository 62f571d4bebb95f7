using DrumClassification.Training.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Fitting;

/// <summary>Runs a network over sounds as they are.</summary>
internal static class Predictor
{
    private const int BatchSize = 64;

    /// <summary>The scores of every sound: row-major [sound, class].</summary>
    public static float[] Predict(Network network, TrainingSounds sounds, CancellationToken cancellationToken)
    {
        Architecture architecture = network.Architecture;
        float[] scores = new float[sounds.Count * architecture.Classes];
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
                sounds.Plain(first + i).CopyTo(inputs.AsSpan(i * sounds.InputLength));
            }

            using DisposeScope scope = NewDisposeScope();
            Tensor input = tensor(inputs, size, 1, architecture.MelBands, architecture.Frames);
            Tensor output = network.call(input).contiguous();
            output.data<float>().ToArray().CopyTo(scores, first * architecture.Classes);
        }

        network.train(wasTraining);
        return scores;
    }
}
