using System.Numerics.Tensors;

namespace DrumClassification;

/// <summary>
/// Runs a GPU's workspace on made-up spectrograms and compares its scores with the CPU's. The first runs on a GPU also load kernels and
/// choose algorithms, which belongs to creation and not to the first call.
/// </summary>
internal static class DeviceCheck
{
    /// <summary>Scores are logarithms of odds; both processors' differ by some 10⁻⁶, with TF32 by some 10⁻³.</summary>
    private const float Tolerance = 0.02f;

    /// <summary>The second round shows whether a run looks at its inputs anew.</summary>
    private const int Rounds = 2;

    /// <summary>What is wrong with a device's scores, for single sounds and batches; null if they are the CPU's.</summary>
    /// <exception cref="DrumClassifierException">ONNX Runtime failed.</exception>
    public static string? FindFault(InferenceEngine device, InferenceEngine cpu)
    {
        Workspace reference = cpu.RentSingle();
        Workspace single = device.RentSingle();
        Workspace batch = device.RentBatch();
        try
        {
            return FindFault(single, reference) ?? FindFault(batch, reference);
        }
        finally
        {
            device.Return(batch);
            device.Return(single);
            cpu.Return(reference);
        }
    }

    /// <summary>What is wrong with the device's scores; null if they are the CPU's.</summary>
    /// <param name="device">The workspace to check; its first and last rows are used.</param>
    /// <param name="cpu">A workspace for one sound that runs on the CPU.</param>
    /// <exception cref="DrumClassifierException">ONNX Runtime failed.</exception>
    public static string? FindFault(Workspace device, Workspace cpu)
    {
        int last = device.Capacity - 1;
        for (int round = 0; round < Rounds; round++)
        {
            Fill(device.Input(0), 2 * round);
            if (last > 0)
            {
                Fill(device.Input(last), 2 * round + 1);
            }

            device.Run(device.Capacity);
            float difference = Math.Max(Compare(device, 0, cpu), Compare(device, last, cpu));
            if (!(difference <= Tolerance))
            {
                return $"its scores for a batch of {device.Capacity} differ from the CPU's by up to {difference:0.###}";
            }
        }

        return null;
    }

    /// <summary>A decay over noise, another for each seed: zeros or one level everywhere could agree by accident.</summary>
    private static void Fill(Span<float> input, int seed)
    {
        Random random = new(seed);
        float level = 0.3f + (0.2f * seed);
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = level * random.NextSingle() * (1 - ((float)i / input.Length));
        }
    }

    private static float Compare(Workspace device, int row, Workspace cpu)
    {
        device.Input(row).CopyTo(cpu.Input(0));
        cpu.Run(1);
        float classes = TensorPrimitives.Distance(device.Logits(row), cpu.Logits(0));
        return cpu.Kinds(0).IsEmpty ? classes : Math.Max(classes, TensorPrimitives.Distance(device.Kinds(row), cpu.Kinds(0)));
    }
}
