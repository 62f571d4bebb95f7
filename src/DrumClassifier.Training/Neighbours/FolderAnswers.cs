using TorchSharp;
using static TorchSharp.torch;

namespace DrumClassification.Training.Neighbours;

/// <summary>What is said of the sounds of a folder, without and with neighbours.</summary>
internal static class FolderAnswers
{
    /// <summary>By the sound alone.</summary>
    public static float[][] Alone(HeardSound[] folder) => [.. folder.Select(sound => Softmax(sound.Evidence.AsSpan(0, DrumLabels.All.Count)))];

    /// <summary>With the folder's own shares of the classes.</summary>
    public static float[][] Shifted(HeardSound[] folder, PriorShift shift) => Among(folder, part => shift.Apply(Alone(part)));

    /// <summary>With a stage's corrections.</summary>
    public static float[][] Corrected(HeardSound[] folder, NeighbourStage stage) => Among(folder, part =>
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        FolderBatch batch = FolderBatch.Of([part]);
        int classes = DrumLabels.All.Count;
        Tensor corrected = stage.Correct(batch);
        return [.. corrected.contiguous().data<float>().ToArray().Chunk(classes).Select(row => Softmax(row))];
    });

    /// <summary>Those that take no part keep their answer.</summary>
    private static float[][] Among(HeardSound[] folder, Func<HeardSound[], float[][]> ask)
    {
        float[][] answers = Alone(folder);
        int[] places = [.. Enumerable.Range(0, folder.Length).Where(i => folder[i].TakesPart)];
        if (places.Length > 1)
        {
            foreach ((int place, float[] answer) in places.Zip(ask([.. places.Select(i => folder[i])])))
            {
                answers[place] = answer;
            }
        }

        return answers;
    }

    private static float[] Softmax(ReadOnlySpan<float> logarithms)
    {
        float[] probabilities = new float[logarithms.Length];
        System.Numerics.Tensors.TensorPrimitives.SoftMax(logarithms, probabilities);
        return probabilities;
    }
}
