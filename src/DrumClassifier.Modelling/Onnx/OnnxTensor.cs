namespace DrumClassification.Modelling.Onnx;

/// <summary>Weights on their way into a file: 32-bit floats in row-major order.</summary>
/// <param name="Dimensions">Length of every dimension.</param>
/// <param name="Values">The values; their number is the product of the dimensions.</param>
internal sealed record OnnxTensor(long[] Dimensions, float[] Values);
