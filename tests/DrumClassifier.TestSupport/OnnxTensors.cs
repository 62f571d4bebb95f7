using Google.Protobuf;
using static DrumClassification.Tests.OnnxBytes;

namespace DrumClassification.Tests;

/// <summary>The nodes and tensors of a model file and the declarations of its values, after onnx.proto3.</summary>
internal static class OnnxTensors
{
    public const int FloatType = 1;
    public const int Int64Type = 7;
    public const int BoolType = 9;
    public const int DoubleType = 11;

    public static byte[] True(string name) => Message(tensor =>
    {
        Write(tensor, 2, (long)BoolType);
        Write(tensor, 8, name);
        Write(tensor, 9, [1]);
    });

    public static byte[] Node(string type, string[] inputs, string output, byte[]? attribute = null) => Message(node =>
    {
        foreach (string input in inputs)
        {
            Write(node, 1, input);
        }

        Write(node, 2, output);
        Write(node, 4, type);
        if (attribute is not null)
        {
            Write(node, 5, attribute);
        }
    });

    public static byte[] ExternalTensor(string name, string file, params int[] shape) => Message(tensor =>
    {
        WriteShape(tensor, shape);
        Write(tensor, 2, (long)FloatType);
        Write(tensor, 8, name);
        Write(tensor, 13, Message(entry =>
        {
            Write(entry, 1, "location");
            Write(entry, 2, file);
        }));
        Write(tensor, 14, 1L);
    });

    public static byte[] Named(string name) => Message(dimension => Write(dimension, 2, name));

    public static byte[] Fixed(int size) => Message(dimension => Write(dimension, 1, (long)size));

    public static byte[] Declare(string name, int type, byte[][] dimensions) => Message(value =>
    {
        Write(value, 1, name);
        Write(value, 2, Message(typeProto => Write(typeProto, 1, Message(tensorType =>
        {
            Write(tensorType, 1, (long)type);
            Write(tensorType, 2, Message(shape => Array.ForEach(dimensions, dimension => Write(shape, 1, dimension))));
        }))));
    });

    public static byte[] Tensor(string name, int type, Random random, params int[] shape) => Message(tensor =>
    {
        WriteShape(tensor, shape);
        Write(tensor, 2, (long)type);
        Write(tensor, 8, name);
        int count = shape.Aggregate(1, (product, size) => product * size);
        double scale = 2 / Math.Sqrt(shape[0]);
        using MemoryStream raw = new();
        using BinaryWriter writer = new(raw);
        for (int i = 0; i < count; i++)
        {
            double weight = (random.NextDouble() - 0.5) * 2 * scale;
            if (type == DoubleType)
            {
                writer.Write(weight);
            }
            else
            {
                writer.Write((float)weight);
            }
        }

        Write(tensor, 9, raw.ToArray());
    });

    public static byte[] Constant(string name, int[] shape, float[] values) => Message(tensor =>
    {
        WriteShape(tensor, shape);
        Write(tensor, 2, (long)FloatType);
        Write(tensor, 8, name);
        Write(tensor, 9, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray());
    });

    private static void WriteShape(CodedOutputStream tensor, int[] shape) => Array.ForEach(shape, size => Write(tensor, 1, (long)size));
}
