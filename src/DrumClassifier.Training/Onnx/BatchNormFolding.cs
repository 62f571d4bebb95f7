namespace DrumClassification.Training.Onnx;

/// <summary>
/// Folds a batch normalisation in inference mode, y = (x − mean) / √(variance + ε) · scale + offset, into the convolution
/// directly before it. Exact but for rounding; it is computed in double precision.
/// </summary>
internal static class BatchNormFolding
{
    /// <summary>PyTorch's default ε, with which every batch normalisation here is made.</summary>
    public const double Epsilon = 1e-5;

    public static (OnnxTensor Weight, OnnxTensor Bias) Fold(TorchSharp.Modules.Conv2d conv, TorchSharp.Modules.BatchNorm2d norm)
    {
        OnnxTensor weight = TorchTensor.Copy(conv.weight!);
        float[]? convBias = conv.bias is null ? null : TorchTensor.Copy(conv.bias).Values;
        float[] scale = TorchTensor.Copy(norm.weight!).Values;
        float[] offset = TorchTensor.Copy(norm.bias!).Values;
        float[] mean = TorchTensor.Copy(norm.running_mean!).Values;
        float[] variance = TorchTensor.Copy(norm.running_var!).Values;

        int channels = scale.Length;
        int perChannel = weight.Values.Length / channels;
        float[] values = new float[weight.Values.Length];
        float[] bias = new float[channels];
        for (int c = 0; c < channels; c++)
        {
            double factor = scale[c] / Math.Sqrt(variance[c] + Epsilon);
            bias[c] = (float)((((convBias?[c] ?? 0) - (double)mean[c]) * factor) + offset[c]);
            for (int i = c * perChannel; i < (c + 1) * perChannel; i++)
            {
                values[i] = (float)(weight.Values[i] * factor);
            }
        }

        return (weight with { Values = values }, new OnnxTensor([channels], bias));
    }
}
