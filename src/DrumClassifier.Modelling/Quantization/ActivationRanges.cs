using System.Numerics.Tensors;
using DrumClassification.Modelling.Onnx.Format;
using Google.Protobuf;
using MathNet.Numerics.Statistics;
using Microsoft.ML.OnnxRuntime;

namespace DrumClassification.Modelling.Quantization;

/// <summary>Finds the ranges of values inside a network by running sounds through it.</summary>
internal static class ActivationRanges
{
    private const int BatchSize = 32;

    // Values of each tensor that are kept of each batch, evenly spaced; the largest and the smallest of them all would hang on single sounds.
    private const int KeptOfBatch = 4096;
    private const double KeptShare = 0.9999;

    /// <summary>Runs the network and looks at tensors inside it.</summary>
    /// <param name="model">The network; it is not changed.</param>
    /// <param name="tensors">Names of the tensors, weights not among them.</param>
    /// <param name="features">Log-mel spectrograms, one after the other.</param>
    /// <param name="frontEnd">What made them.</param>
    /// <param name="onSound">Told how many are done.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>The range of each, which leaves out one value in ten thousand at either end.</returns>
    public static IReadOnlyDictionary<string, ActivationRange> Measure(
        ModelProto model, IReadOnlyCollection<string> tensors, ReadOnlyMemory<float> features, FrontEndSettings frontEnd, Action<int>? onSound, CancellationToken cancellationToken)
    {
        ModelProto open = model.Clone();
        string[] outputs = [.. open.Graph.Output.Select(output => output.Name)];
        open.Graph.Output.AddRange(tensors.Except(outputs).Select(name => new ValueInfoProto { Name = name }));
        using var session = new InferenceSession(open.ToByteArray());
        using var options = new RunOptions();
        Dictionary<string, List<float>> kept = tensors.ToDictionary(name => name, _ => new List<float>());
        string[] names = [.. kept.Keys];
        int length = frontEnd.MelBands * frontEnd.Frames;
        int sounds = features.Length / length;
        for (int first = 0; first < sounds; first += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(BatchSize, sounds - first);
            float[] batch = features.Slice(first * length, count * length).ToArray();
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(batch, [count, 1, frontEnd.MelBands, frontEnd.Frames]);
            using IDisposableReadOnlyCollection<OrtValue> values = session.Run(options, [ModelManifest.InputName], [input], names);
            foreach ((string name, OrtValue value) in names.Zip(values))
            {
                Keep(value.GetTensorDataAsSpan<float>(), kept[name]);
            }

            onSound?.Invoke(first + count);
        }

        return kept.ToDictionary(pair => pair.Key, pair => Range([.. pair.Value]));
    }

    private static void Keep(ReadOnlySpan<float> values, List<float> kept)
    {
        int step = Math.Max(1, values.Length / KeptOfBatch);
        for (int i = 0; i < values.Length; i += step)
        {
            kept.Add(values[i]);
        }
    }

    private static ActivationRange Range(float[] values)
    {
        if (float.IsNaN(TensorPrimitives.Min<float>(values)))
        {
            throw new InvalidModelException("The model cannot be quantized: it computes values that are no numbers for some of the sounds.");
        }

        Array.Sort(values);
        return new ActivationRange(
            Math.Min(0, SortedArrayStatistics.Quantile(values, 1 - KeptShare)),
            Math.Max(0, SortedArrayStatistics.Quantile(values, KeptShare)));
    }
}
