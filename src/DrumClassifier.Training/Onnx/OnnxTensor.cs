using static TorchSharp.torch;

namespace DrumClassification.Training.Onnx;

/// <summary>Weights on their way into a file: 32-bit floats in row-major order.</summary>
/// <param name="Dimensions">Length of every dimension.</param>
/// <param name="Values">The values; their number is the product of the dimensions.</param>
internal sealed record OnnxTensor(long[] Dimensions, float[] Values)
{
    /// <summary>Copies a tensor from wherever it lies.</summary>
    public static OnnxTensor From(Tensor tensor)
    {
        using Tensor copy = tensor.detach().cpu().to(ScalarType.Float32).contiguous();
        return new OnnxTensor([.. copy.shape], copy.data<float>().ToArray());
    }
}
