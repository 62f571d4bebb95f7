using static DrumClassification.Tests.OnnxBytes;
using static DrumClassification.Tests.OnnxTensors;

namespace DrumClassification.Tests;

/// <summary>
/// A small ONNX model for tests, written field by field after onnx.proto3 so that every part of it can be made wrong:
/// logmel → flatten → fully connected → ReLU (the embedding) → fully connected (the logits). Weights come from a fixed seed.
/// </summary>
internal sealed record TestModel
{
    public FrontEndSettings FrontEnd { get; init; } = new() { SampleRate = 16000, FftSize = 512, WindowLength = 512, HopLength = 256, MelBands = 24, Frames = 16, OutputOffset = 40, OutputScale = 0.025 };

    public IReadOnlyList<string> Labels { get; init; } = DrumLabels.All;

    /// <summary>The kinds of the manifest; where there are any, the graph has scores of them.</summary>
    public IReadOnlyList<ModelKind> Kinds { get; init; } = [];

    /// <summary>Scores of the kinds that do not depend on the sound; null for random weights.</summary>
    public IReadOnlyList<float>? KindScores { get; init; }

    /// <summary>The bias of every class's score; null for random ones.</summary>
    public float? Bias { get; init; }

    public ModelCalibration Calibration { get; init; } = new();

    public int EmbeddingLength { get; init; } = 12;

    /// <summary>What the graph has, where it differs from the manifest.</summary>
    public int? GraphLabels { get; init; }

    public int? GraphKinds { get; init; }

    public int? GraphMelBands { get; init; }

    public int? FixedBatch { get; init; }

    public string InputName { get; init; } = ModelManifest.InputName;

    public string LogitsName { get; init; } = ModelManifest.LogitsName;

    public string? EmbeddingName { get; init; } = "embedding";

    public bool DoublePrecision { get; init; }

    /// <summary>Replaces the manifest's JSON.</summary>
    public string? Json { get; init; }

    public bool HasManifest { get; init; } = true;

    /// <summary>Where the first weights lie, in place of the model file itself: relative to the working directory.</summary>
    public string? ExternalWeights { get; init; }

    /// <summary>Puts a loop that never ends before the network.</summary>
    public bool EndlessLoop { get; init; }

    /// <summary>The stage that classifies sounds together; null for none.</summary>
    public TestNeighbours? Neighbours { get; init; }

    /// <summary>Replaces the stage's base64.</summary>
    public string? NeighboursText { get; init; }

    public ModelManifest Manifest => new()
    {
        SchemaVersion = ModelManifest.CurrentSchemaVersion,
        Labels = Labels,
        Kinds = Kinds,
        FrontEnd = FrontEnd,
        Calibration = Calibration,
        Provenance = new ModelProvenance
        {
            Architecture = "test",
            Parameters = 1,
            Command = "none: random weights",
            DataHash = "none",
            Created = DateTimeOffset.UnixEpoch,
        },
    };

    public byte[] ToBytes() => Message(model =>
    {
        Write(model, 1, 8L);
        Write(model, 7, Graph());
        Write(model, 8, Message(opset => Write(opset, 2, 17L)));
        if (HasManifest)
        {
            Write(model, 14, Message(entry =>
            {
                Write(entry, 1, ModelManifest.MetadataKey);
                Write(entry, 2, Json ?? Manifest.ToJson());
            }));
        }

        if ((NeighboursText ?? (Neighbours is { } stage ? Convert.ToBase64String(stage.ToBytes(Manifest, EmbeddingLength)) : null)) is { } neighbours)
        {
            Write(model, 14, Message(entry =>
            {
                Write(entry, 1, TestNeighbours.MetadataKey);
                Write(entry, 2, neighbours);
            }));
        }
    });

    private byte[] Graph() => Message(graph =>
    {
        int type = DoublePrecision ? DoubleType : FloatType;
        int mels = GraphMelBands ?? FrontEnd.MelBands;
        int labels = GraphLabels ?? Labels.Count;
        int features = mels * FrontEnd.Frames;
        string embedding = EmbeddingName ?? "hidden";
        Random random = new(20260101);

        Write(graph, 1, Node("Flatten", [InputName], "flat"));
        if (EndlessLoop)
        {
            Write(graph, 1, EndlessLoopNode("flat", "looped", features));
            Write(graph, 5, True("always"));
        }

        Write(graph, 1, Node("Gemm", [EndlessLoop ? "looped" : "flat", "w1", "b1"], "sum"));
        Write(graph, 1, Node("Relu", ["sum"], embedding));
        Write(graph, 1, Node("Gemm", [embedding, "w2", "b2"], LogitsName));
        int kinds = GraphKinds ?? Kinds.Count;
        if (kinds > 0)
        {
            Write(graph, 1, Node("Gemm", [embedding, "w3", "b3"], ModelManifest.KindsName));
            Write(graph, 5, KindScores is null ? Tensor("w3", type, random, EmbeddingLength, kinds) : Constant("w3", [EmbeddingLength, kinds], new float[EmbeddingLength * kinds]));
            Write(graph, 5, KindScores is null ? Tensor("b3", type, random, kinds) : Constant("b3", [kinds], [.. KindScores]));
            Write(graph, 12, Value(ModelManifest.KindsName, type, kinds));
        }

        Write(graph, 2, "test");
        Write(graph, 5, ExternalWeights is null
            ? Tensor("w1", type, random, features, EmbeddingLength)
            : ExternalTensor("w1", ExternalWeights, features, EmbeddingLength));
        Write(graph, 5, Tensor("b1", type, random, EmbeddingLength));
        Write(graph, 5, Tensor("w2", type, random, EmbeddingLength, labels));
        Write(graph, 5, Bias is float bias ? Constant("b2", [labels], [.. Enumerable.Repeat(bias, labels)]) : Tensor("b2", type, random, labels));
        Write(graph, 11, Value(InputName, type, 1, mels, FrontEnd.Frames));
        Write(graph, 12, Value(LogitsName, type, labels));
        if (EmbeddingName is not null)
        {
            Write(graph, 12, Value(EmbeddingName, type, EmbeddingLength));
        }
    });

    /// <summary>No trip count, and a condition that stays true.</summary>
    private static byte[] EndlessLoopNode(string input, string output, int features)
    {
        byte[] body = Message(graph =>
        {
            Write(graph, 1, Node("Identity", ["go on"], "go on then"));
            Write(graph, 1, Node("Identity", ["value"], "next value"));
            Write(graph, 2, "body");
            Write(graph, 11, Declare("turn", Int64Type, []));
            Write(graph, 11, Declare("go on", BoolType, []));
            Write(graph, 11, Declare("value", FloatType, [Named("batch"), Fixed(features)]));
            Write(graph, 12, Declare("go on then", BoolType, []));
            Write(graph, 12, Declare("next value", FloatType, [Named("batch"), Fixed(features)]));
        });
        return Node("Loop", ["", "always", input], output, Message(attribute =>
        {
            Write(attribute, 1, "body");
            Write(attribute, 6, body);
            Write(attribute, 20, 5L);
        }));
    }

    private byte[] Value(string name, int type, params int[] shape) =>
        Declare(name, type, [FixedBatch is int batch ? Fixed(batch) : Named("batch"), .. shape.Select(Fixed)]);
}
