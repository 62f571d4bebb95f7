namespace DrumClassification;

/// <summary>Asks a classifier about silence, to see that its network answers.</summary>
internal static class SilentCall
{
    private const int SampleRate = 44100;

    private static readonly float[] Silence = new float[SampleRate / 10];

    /// <summary>Makes the call, which is in no count and no log.</summary>
    /// <exception cref="DrumClassifierException">The network does not answer.</exception>
    public static void Make(IDrumClassifier classifier) =>
        (classifier is InstrumentedClassifier instrumented ? instrumented.Inner : classifier).Classify(Silence, SampleRate);
}
