using DrumClassification.Modelling.Onnx.Format;

namespace DrumClassification.Modelling.Waveform;

/// <summary>Which version of the operator set a graph needs.</summary>
internal static class NetworkOperators
{
    /// <summary>The version that the waveform's own part needs: sums and padding with axes as inputs.</summary>
    public const long Lowest = 13;

    /// <summary>The last version in which ReduceMax has its axes as an attribute.</summary>
    public const long Highest = 17;

    /// <summary>What computes the same from 13 on, for floats and outside of training.</summary>
    private static readonly HashSet<string> SameSinceLowest =
    [
        "Add", "AveragePool", "BatchNormalization", "Concat", "Conv", "Div", "Flatten", "Gemm", "GlobalAveragePool", "Identity", "Log",
        "LpNormalization", "Max", "MaxPool", "Mul", "Relu", "Sigmoid", "Softmax", "Sub", "Transpose",
    ];

    /// <summary>The lowest version in which the graph means what it does now, at least <see cref="Lowest"/>.</summary>
    /// <exception cref="InvalidModelException">It needs a newer version than <see cref="Highest"/>, or operators that are not ONNX's own.</exception>
    public static long FindVersion(ModelProto model)
    {
        if (model.Graph.Node.FirstOrDefault(node => node.Domain.Length > 0 && node.Domain != "ai.onnx") is { } custom)
        {
            throw new InvalidModelException($"The model has the operator '{custom.OpType}' of '{custom.Domain}'; only standard operators run everywhere.");
        }

        if (model.Graph.Node.All(node => SameSinceLowest.Contains(node.OpType)))
        {
            return Lowest;
        }

        long version = model.OpsetImport.Where(set => set.Domain is "" or "ai.onnx").Select(set => set.Version).DefaultIfEmpty(1).Max();
        return version is >= Lowest and <= Highest
            ? version
            : throw new InvalidModelException($"The model is written for version {version} of ONNX's operators; a waveform model can be made of one for {Lowest} to {Highest}, which drumtrain writes.");
    }
}
