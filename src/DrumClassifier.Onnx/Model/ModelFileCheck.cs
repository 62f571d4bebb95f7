namespace DrumClassification;

/// <summary>
/// Looks through an ONNX file before ONNX Runtime sees it. A tensor may say that its data lies in another file, and ONNX Runtime then reads
/// that file, below the working directory for a model that came as bytes: a model from a stranger must not choose what is read.
/// </summary>
/// <remarks>Field numbers are those of onnx.proto (ONNX IR version 10): wherever a tensor can stand, and wherever what holds one can.</remarks>
internal static class ModelFileCheck
{
    /// <summary>Messages in messages; protobuf's own limit, which ONNX Runtime keeps to, is 100.</summary>
    private const int MostLevels = 100;

    private enum Part
    {
        Model,
        Training,
        Graph,
        Node,
        Attribute,
        SparseTensor,
        Tensor,
        Function,
    }

    /// <summary>What is wrong with the file, as the end of a sentence that begins with "it"; null if nothing is.</summary>
    public static string? FindFault(ReadOnlySpan<byte> file) => file.IsEmpty ? "is empty" : FindFault(file, Part.Model, MostLevels);

    private static string? FindFault(ReadOnlySpan<byte> message, Part part, int levels)
    {
        if (levels == 0)
        {
            return "is nested too deeply";
        }

        ProtobufFields fields = new(message);
        while (fields.Next())
        {
            if (part == Part.Tensor && IsExternal(fields))
            {
                return "keeps its weights in another file (ONNX external data), and only what is in the model file itself is read";
            }

            if (Inside(part, fields.Number) is Part inside)
            {
                // A message under another wire type is one more thing that parsers may take differently.
                string? fault = fields.HasBytes ? FindFault(fields.Bytes, inside, levels - 1) : NoOnnxFile;
                if (fault is not null)
                {
                    return fault;
                }
            }
        }

        return fields.IsMalformed ? NoOnnxFile : null;
    }

    private static string NoOnnxFile => "is no ONNX file, or a damaged one";

    /// <summary><c>external_data</c> = 13, and <c>data_location</c> = 14 with any other value than DEFAULT.</summary>
    private static bool IsExternal(ProtobufFields field) => field.Number == 13 || (field.Number == 14 && (field.HasBytes || field.Value != 0));

    /// <summary>What a field holds that has to be looked into.</summary>
    private static Part? Inside(Part part, int field) => (part, field) switch
    {
        (Part.Model, 7) => Part.Graph,
        (Part.Model, 20) => Part.Training,
        (Part.Model, 25) => Part.Function,
        (Part.Training, 1 or 2) => Part.Graph,
        (Part.Graph, 1) => Part.Node,
        (Part.Graph, 5) => Part.Tensor,
        (Part.Graph, 15) => Part.SparseTensor,
        (Part.Function, 7) => Part.Node,
        (Part.Function, 11) => Part.Attribute,
        (Part.Node, 5) => Part.Attribute,
        (Part.Attribute, 5 or 10) => Part.Tensor,
        (Part.Attribute, 6 or 11) => Part.Graph,
        (Part.Attribute, 22 or 23) => Part.SparseTensor,
        (Part.SparseTensor, 1 or 2) => Part.Tensor,
        _ => null,
    };
}
