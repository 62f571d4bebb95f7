using DrumClassification.Modelling.Onnx.Format;

namespace DrumClassification.Modelling.Onnx;

/// <summary>Makes attributes of nodes.</summary>
internal static class OnnxAttribute
{
    public static AttributeProto Int(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Float(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Ints(string name, IEnumerable<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    /// <summary>The attributes of a square window that slides over both dimensions. ONNX lists the padding of all starts, then of all ends.</summary>
    public static AttributeProto[] Window(int kernel, int stride, int padding) =>
    [
        Ints("kernel_shape", [kernel, kernel]),
        Ints("strides", [stride, stride]),
        Ints("pads", [padding, padding, padding, padding]),
    ];
}
