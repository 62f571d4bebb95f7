using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Microsoft.ML.OnnxRuntime;

namespace DrumClassification.Modelling.Quantization;

/// <summary>Times networks on this machine, in turns, so that what else it does troubles each alike.</summary>
internal static class NetworkTimer
{
    /// <summary>Sounds of a batch.</summary>
    public const int BatchSize = 32;

    private const int Rounds = 25;

    /// <summary>Milliseconds a sound, median over rounds, one thread.</summary>
    /// <param name="models">Model files of one front end.</param>
    /// <param name="features">Log-mel spectrograms, at least <see cref="BatchSize"/>, one after the other.</param>
    /// <param name="frontEnd">What made them.</param>
    public static IReadOnlyList<double> Measure(IReadOnlyList<byte[]> models, ReadOnlyMemory<float> features, FrontEndSettings frontEnd)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var run = new RunOptions();
        InferenceSession[] sessions = [.. models.Select(bytes => new InferenceSession(bytes, options))];
        try
        {
            float[] batch = features[..(BatchSize * frontEnd.MelBands * frontEnd.Frames)].ToArray();
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(batch, [BatchSize, 1, frontEnd.MelBands, frontEnd.Frames]);
            double[][] times = [.. sessions.Select(_ => new double[Rounds])];
            for (int round = -1; round < Rounds; round++)
            {
                for (int i = 0; i < sessions.Length; i++)
                {
                    long start = Stopwatch.GetTimestamp();
                    sessions[i].Run(run, [ModelManifest.InputName], [input], [ModelManifest.LogitsName]).Dispose();
                    if (round >= 0)
                    {
                        times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / BatchSize;
                    }
                }
            }

            return [.. times.Select(of => of.Median())];
        }
        finally
        {
            foreach (InferenceSession session in sessions)
            {
                session.Dispose();
            }
        }
    }
}
