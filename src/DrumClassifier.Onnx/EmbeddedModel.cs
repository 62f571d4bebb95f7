namespace DrumClassification;

/// <summary>The trained model inside this assembly.</summary>
internal static class EmbeddedModel
{
    public const string ResourceName = "DrumClassifier.Onnx.model.onnx";
    public const string Source = "the embedded model";

    /// <summary>The ONNX file's bytes.</summary>
    /// <exception cref="InvalidModelException">The assembly was built before there was a model.</exception>
    public static byte[] Read()
    {
        using Stream resource = typeof(EmbeddedModel).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidModelException(
                "This build of DrumClassifier.Onnx has no embedded model: src/DrumClassifier.Onnx/Model/drums.onnx was not there " +
                "when it was compiled. Train one with `drumtrain train`, or load a model file with DrumClassifier.FromFile.");
        return ModelBytes.FromStream(resource);
    }
}
