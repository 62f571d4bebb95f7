using static DrumClassification.Tests.OnnxBytes;
using static DrumClassification.Tests.OnnxTensors;

namespace DrumClassification.Tests;

/// <summary>
/// A neighbour stage for tests whose corrections can be told beforehand: for every class <see cref="Strength"/> times the mean, over all sounds that take part, of
/// ln(probability).
/// </summary>
internal sealed record TestNeighbours
{
    public const string MetadataKey = "drumclassifier.neighbours";

    public float Strength { get; init; } = 0.5f;

    public string EvidenceName { get; init; } = "evidence";

    public int ExtraEvidence { get; init; }

    /// <summary>Where the weights lie, in place of the stage itself.</summary>
    public string? ExternalWeights { get; init; }

    /// <summary>What the stage says of its network, where that is not what the network says of itself.</summary>
    public ModelManifest? Manifest { get; init; }

    public byte[] ToBytes(ModelManifest network, int embeddingLength)
    {
        int classes = network.Labels.Count;
        int evidence = classes + network.Kinds.Count + ExtraEvidence;
        float[] first = new float[evidence * classes];
        for (int c = 0; c < classes; c++)
        {
            first[(c * classes) + c] = Strength;
        }

        return Message(model =>
        {
            Write(model, 1, 8L);
            Write(model, 7, Message(graph =>
            {
                Write(graph, 1, Node("MatMul", [EvidenceName, "first"], "own"));
                Write(graph, 1, Node("ReduceMean", ["own"], "mean", Message(attribute =>
                {
                    Write(attribute, 1, "axes");
                    Write(attribute, 8, 0L);
                    Write(attribute, 20, 7L);
                })));
                Write(graph, 1, Node("MatMul", [EvidenceName, "zeros"], "none"));
                Write(graph, 1, Node("Add", ["none", "mean"], "corrections"));
                Write(graph, 2, "neighbours");
                Write(graph, 5, ExternalWeights is null ? Constant("first", [evidence, classes], first) : ExternalTensor("first", ExternalWeights, evidence, classes));
                Write(graph, 5, Constant("zeros", [evidence, classes], new float[evidence * classes]));
                Write(graph, 11, Declare(EvidenceName, FloatType, [Named("sounds"), Fixed(evidence)]));
                Write(graph, 11, Declare("directions", FloatType, [Named("sounds"), Fixed(embeddingLength)]));
                Write(graph, 12, Declare("corrections", FloatType, [Named("sounds"), Fixed(classes)]));
            }));
            Write(model, 8, Message(opset => Write(opset, 2, 17L)));
            Write(model, 14, Message(entry =>
            {
                Write(entry, 1, ModelManifest.MetadataKey);
                Write(entry, 2, (Manifest ?? network).ToJson());
            }));
        });
    }
}
