using DrumClassification.Modelling.Onnx.Format;
using DrumClassification.Tooling.Files;
using Google.Protobuf;

namespace DrumClassification.Modelling.Onnx;

/// <summary>Model files: a graph with a manifest in the metadata.</summary>
internal static class OnnxModelFile
{
    /// <summary>Version of the operator set.</summary>
    public const int OpsetVersion = 17;

    private const int IrVersion = 8;

    /// <summary>A model of a graph.</summary>
    /// <param name="graph">What it computes.</param>
    /// <param name="manifest">What it says about itself.</param>
    /// <param name="producer">Name of the program that makes it.</param>
    public static ModelProto Create(GraphProto graph, ModelManifest manifest, string producer)
    {
        var model = new ModelProto { IrVersion = IrVersion, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OpsetVersion });
        return Describe(model, manifest, producer);
    }

    /// <summary>Replaces what a model says about itself.</summary>
    /// <returns>The same model.</returns>
    public static ModelProto Describe(ModelProto model, ModelManifest manifest, string producer)
    {
        model.ProducerName = producer;
        model.MetadataProps.Clear();
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelManifest.MetadataKey, Value = manifest.ToJson() });
        return model;
    }

    /// <summary>The bytes of a model file; those of the embedded model where none is named.</summary>
    /// <exception cref="InvalidModelException">It cannot be read; the message names it.</exception>
    public static byte[] ReadBytes(string? path) => (path is null ? ModelFile.Embedded() : ModelFile.Open(Path.GetFullPath(path))).Bytes;

    /// <summary>Writes the file, replacing an existing one in one step.</summary>
    /// <exception cref="DrumClassifierException">The file cannot be written; the message names it.</exception>
    public static void Write(ModelProto model, string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            AtomicFile.Write(path, (Stream file) => model.WriteTo(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DrumClassifierException($"The model '{path}' cannot be written: {exception.Message}", exception);
        }
    }
}
