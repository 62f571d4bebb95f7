using static DrumClassification.Tests.OnnxBytes;

namespace DrumClassification.Tests;

/// <summary>Data that lies in another file is found wherever onnx.proto lets a tensor stand.</summary>
public sealed class ModelFileCheckTests
{
    /// <summary>Field numbers from the model down to a tensor.</summary>
    public static TheoryData<string, int[]> WaysToATensor => new()
    {
        { "initializer", [7, 5] },
        { "sparse initializer, values", [7, 15, 1] },
        { "sparse initializer, indices", [7, 15, 2] },
        { "attribute", [7, 1, 5, 5] },
        { "attribute with a list of tensors", [7, 1, 5, 10] },
        { "sparse attribute", [7, 1, 5, 22, 1] },
        { "attribute with a list of sparse tensors", [7, 1, 5, 23, 2] },
        { "initializer of a subgraph", [7, 1, 5, 6, 5] },
        { "attribute in one of several subgraphs", [7, 1, 5, 11, 1, 5, 5] },
        { "initializer of a subgraph in a subgraph in a subgraph", [7, 1, 5, 6, 1, 5, 6, 1, 5, 6, 5] },
        { "attribute in a function", [25, 7, 5, 5] },
        { "subgraph in a function", [25, 7, 5, 6, 5] },
        { "default attribute of a function", [25, 11, 5] },
        { "initializer of a training graph", [20, 1, 5] },
        { "initializer of a training algorithm", [20, 2, 5] },
    };

    [Theory]
    [MemberData(nameof(WaysToATensor))]
    public void External_data_is_found(string where, int[] way)
    {
        byte[] entry = Message(tensor => Write(tensor, 13, Message(pair => Write(pair, 1, "location"))));
        byte[] location = Message(tensor => Write(tensor, 14, 1L));
        byte[] both = Message(tensor =>
        {
            // The last of several counts for a parser; here each does.
            Write(tensor, 14, 1L);
            Write(tensor, 14, 0L);
            Write(tensor, 9, new byte[4]);
        });

        Assert.All([entry, location, both], tensor => Assert.Contains("external data", ModelFileCheck.FindFault(Wrap(tensor, way)) ?? $"nothing found: {where}", StringComparison.Ordinal));
        Assert.Null(ModelFileCheck.FindFault(Wrap(Message(tensor => Write(tensor, 14, 0L)), way)));
    }

    [Fact]
    public void The_second_of_two_graphs_is_looked_at_too()
    {
        byte[] tensor = Message(message => Write(message, 14, 1L));
        byte[] file = [.. Wrap([], [7]), .. Wrap(tensor, [7, 5])];

        Assert.Contains("external data", ModelFileCheck.FindFault(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_nesting_ends()
    {
        int[] way = [7, .. Enumerable.Repeat(new[] { 1, 5, 6 }, 3000).SelectMany(step => step)];
        Assert.Contains("nested too deeply", ModelFileCheck.FindFault(Wrap([], way)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x3A, 0x05, 0x01 })] // a graph longer than the file
    [InlineData(new byte[] { 0x3B, 0x3C })] // a group
    [InlineData(new byte[] { 0x38, 0x01 })] // a graph that is a number
    [InlineData(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })] // a number without an end
    [InlineData(new byte[] { 0x00, 0x01 })] // field 0
    [InlineData(new byte[] { 0x0D, 0x01 })] // half a number of four bytes
    public void What_parsers_could_take_differently_is_refused(byte[] file) =>
        Assert.Contains("no ONNX file", ModelFileCheck.FindFault(file), StringComparison.Ordinal);

    [Fact]
    public void The_embedded_model_and_the_test_model_pass()
    {
        Assert.Null(ModelFileCheck.FindFault(ModelFile.Embedded().Bytes));
        Assert.Null(ModelFileCheck.FindFault(new TestModel { EndlessLoop = true }.ToBytes()));
    }

    private static byte[] Wrap(byte[] inner, int[] way)
    {
        foreach (int field in way.Reverse())
        {
            byte[] content = inner;
            inner = Message(message => Write(message, field, content));
        }

        return inner;
    }
}
