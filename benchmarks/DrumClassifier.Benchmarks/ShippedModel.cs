namespace DrumClassification.Benchmarks;

/// <summary>The model inside the library.</summary>
internal static class ShippedModel
{
    /// <summary>Its front end.</summary>
    public static FrontEndSettings FrontEnd { get; } = ReadFrontEnd();

    /// <summary>Its rate in Hz.</summary>
    public static int SampleRate => FrontEnd.SampleRate!.Value;

    private static FrontEndSettings ReadFrontEnd()
    {
        using IDrumClassifier classifier = DrumClassifier.Create();
        return classifier.Model.FrontEnd;
    }
}
