using System.Buffers.Text;
using Microsoft.ML.OnnxRuntime;

namespace DrumClassification;

/// <summary>
/// The neighbour stage inside a model file: an ONNX file of its own, as base64 in the metadata, so that it cannot be parted from its network. It has a manifest
/// too, which says for which classes, kinds, front end and calibration it was trained: those must be the network's.
/// </summary>
internal static class NeighbourFile
{
    /// <summary>Name of the input float[sounds, classes + kinds]: see <see cref="NeighbourInput.WriteEvidence"/>.</summary>
    public const string EvidenceName = "evidence";

    /// <summary>Name of the input float[sounds, embedding length]: see <see cref="NeighbourInput.WriteDirection"/>.</summary>
    public const string DirectionsName = "directions";

    /// <summary>Name of the output float[sounds, classes]: what is added to ln(probability) of every class.</summary>
    public const string CorrectionsName = "corrections";

    /// <summary>Opens a stage.</summary>
    /// <param name="base64">What <see cref="ModelReader.FindNeighbours"/> found.</param>
    /// <param name="network">The model that it is in.</param>
    /// <param name="options">How the network runs.</param>
    /// <exception cref="InvalidModelException">It cannot be used, or is for another network; the message says why.</exception>
    public static NeighbourSession Open(string base64, ModelInfo network, DrumClassifierOptions options)
    {
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        if (!Convert.TryFromBase64String(base64, bytes, out int length))
        {
            throw Invalid(network, "it is not base64");
        }

        ModelFile file = new(bytes[..length], $"the neighbour stage in {network.Source}");
        if (ModelFileCheck.FindFault(file.Bytes) is string fault)
        {
            throw file.Invalid("it " + fault);
        }

        InferenceSession session = SessionFactory.CreateCpu(file, new DrumClassifierOptions { RunTimeout = options.RunTimeout });
        try
        {
            Check(session, file, network);
            return new NeighbourSession(session, network, options.RunTimeout);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void Check(InferenceSession session, ModelFile file, ModelInfo network)
    {
        if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(ModelManifest.MetadataKey, out string? json))
        {
            throw file.Invalid($"it has no metadata entry '{ModelManifest.MetadataKey}'. Use a file that `drumtrain context` wrote");
        }

        ModelManifest manifest;
        try
        {
            manifest = ModelManifest.FromJson(json);
        }
        catch (InvalidModelException exception)
        {
            throw file.Invalid(exception.Message.TrimEnd('.'), exception);
        }

        string? other = !manifest.Labels.SequenceEqual(network.Labels) ? "list of classes"
            : !manifest.Kinds.SequenceEqual(network.Kinds) ? "list of kinds"
            : manifest.FrontEnd != network.FrontEnd ? "front end"
            : manifest.Calibration != network.Calibration ? "calibration"
            : null;
        if (other is not null)
        {
            throw file.Invalid($"it was made for a network with another {other}");
        }

        CheckTensor(session.InputMetadata, EvidenceName, network.Labels.Count + network.Kinds.Count, file);
        CheckTensor(session.InputMetadata, DirectionsName, network.EmbeddingLength, file);
        CheckTensor(session.OutputMetadata, CorrectionsName, network.Labels.Count, file);
        if (session.InputMetadata.Count != 2)
        {
            throw file.Invalid($"it has {session.InputMetadata.Count} inputs; it must have two");
        }
    }

    private static void CheckTensor(IReadOnlyDictionary<string, NodeMetadata> nodes, string name, int length, ModelFile file)
    {
        if (!nodes.TryGetValue(name, out NodeMetadata? node)
            || node.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR || node.ElementType != typeof(float) || node.Dimensions is not [< 0, var found] || found != length)
        {
            throw file.Invalid($"its '{name}' is not float32 [sounds, {length}]");
        }
    }

    private static InvalidModelException Invalid(ModelInfo network, string problem) => new($"The neighbour stage in the model ({network.Source}) is not usable: {problem}.");
}
