using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Architectures.Layers;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.Export;

/// <summary>
/// Writes a trained network as an ONNX file that the library reads: one input, the scores and the embedding, and the manifest
/// in the metadata. The graph computes what the network computes in inference mode.
/// </summary>
internal static class OnnxExporter
{
    /// <summary>
    /// Writes the file, replacing an existing one in one step. The same weights and manifest give the same bytes.
    /// </summary>
    /// <param name="network">The network; neither its weights nor its mode are changed.</param>
    /// <param name="manifest">What the file says about itself; must describe this network.</param>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <exception cref="InvalidModelException">The manifest is incomplete or describes another network; no file is written.</exception>
    /// <exception cref="DrumClassifierException">The file cannot be written; the message names it.</exception>
    public static void Export(Network network, ModelManifest manifest, string path)
    {
        CheckManifest(network.Architecture, manifest);
        OnnxModelFile.Write(CreateModel(network, manifest), path);
    }

    /// <summary>Writes the file of a network, by default one that tells the six classes apart, with the manifest that these make.</summary>
    /// <inheritdoc cref="Export(Network, ModelManifest, string)" path="/exception" />
    public static void Export(
        Network network, FrontEndSettings frontEnd, KindCatalog? kinds, ModelCalibration calibration, ModelProvenance provenance, string path, IReadOnlyList<string>? labels = null) => Export(
        network,
        new ModelManifest
        {
            SchemaVersion = ModelManifest.CurrentSchemaVersion,
            Labels = labels ?? DrumLabels.All,
            Kinds = kinds?.Kinds ?? [],
            FrontEnd = frontEnd,
            Calibration = calibration,
            Provenance = provenance,
        },
        path);

    public static ModelProto CreateModel(Network network, ModelManifest manifest)
    {
        Architecture architecture = network.Architecture;
        var builder = new OnnxGraphBuilder();
        builder.AddInput(ModelManifest.InputName, 1, architecture.MelBands, architecture.Frames);
        (string logits, string embedding, string? kinds) = network.Emit(builder, ModelManifest.InputName);
        builder.AddOutput(logits, ModelManifest.LogitsName, architecture.Classes);
        builder.AddOutput(embedding, ModelManifest.EmbeddingName, architecture.EmbeddingLength);
        if (kinds is not null)
        {
            builder.AddOutput(kinds, ModelManifest.KindsName, architecture.Kinds);
        }

        return OnnxModelFile.Create(builder.Build(architecture.Name), manifest, "drumtrain");
    }

    private static void CheckManifest(Architecture architecture, ModelManifest manifest)
    {
        manifest.Validate();
        Check("labels", manifest.Labels.Count, architecture.Classes);
        Check("kinds", manifest.Kinds.Count, architecture.Kinds);
        foreach ((int index, int label) in ((architecture.Layers[^1] as KindLinear)?.ClassOf ?? []).Index())
        {
            Check($"the class of the kind '{manifest.Kinds[index].Name}'", manifest.Kinds[index].Label ?? "none", label < 0 ? "none" : manifest.Labels[label]);
        }

        Check("mel bands", manifest.FrontEnd.MelBands, architecture.MelBands);
        Check("frames", manifest.FrontEnd.Frames, architecture.Frames);
        Check("parameters", manifest.Provenance.Parameters, architecture.ParameterCount);
        Check("architecture", manifest.Provenance.Architecture, architecture.Name);

        static void Check<T>(string what, T said, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(said, actual))
            {
                throw new InvalidModelException($"The manifest does not describe this network: {what} is {said} in the manifest, {actual} in the network.");
            }
        }
    }
}
