using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Neighbours;

/// <summary>Puts a stage into a model file.</summary>
internal static class NeighbourModel
{
    /// <summary>Writes a copy of a model that has the stage, in place of one that it may have had. The network in it is the same to the byte.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="provenance">Where the stage comes from.</param>
    /// <param name="path">The new file; may be the same.</param>
    /// <returns>Size of the stage in bytes.</returns>
    /// <exception cref="DrumClassifierException">The model cannot be read, or the file not written.</exception>
    public static int Write(NeighbourStage stage, string model, ModelProvenance provenance, string path)
    {
        ModelInfo network;
        using (IDrumClassifier classifier = DrumClassifier.FromFile(model))
        {
            network = classifier.Model;
        }

        if (network.Labels.Count + network.Kinds.Count != stage.Evidence)
        {
            throw new DataSetException($"'{model}' has {network.Labels.Count} classes and {network.Kinds.Count} kinds; the networks of the folds have {stage.Evidence} together.");
        }

        ModelManifest manifest = network.Manifest with { SchemaVersion = ModelManifest.CurrentSchemaVersion, Provenance = provenance };
        byte[] bytes = NeighbourExporter.Export(stage, manifest, network.EmbeddingLength);
        var file = ModelProto.Parser.ParseFrom(OnnxModelFile.ReadBytes(model));
        foreach (StringStringEntryProto old in file.MetadataProps.Where(entry => entry.Key == ModelReader.NeighboursKey).ToArray())
        {
            file.MetadataProps.Remove(old);
        }

        file.MetadataProps.Add(new StringStringEntryProto { Key = ModelReader.NeighboursKey, Value = Convert.ToBase64String(bytes) });
        OnnxModelFile.Write(file, path);
        return bytes.Length;
    }
}
