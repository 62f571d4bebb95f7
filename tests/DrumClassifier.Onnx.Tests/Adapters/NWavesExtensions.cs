using DrumClassification;
using NWaves.Signals;

internal static class NWavesExtensions
{
    /// <summary>Classifies a mono signal.</summary>
    public static Classification Classify(this IDrumClassifier classifier, DiscreteSignal signal) =>
        classifier.Classify(signal.Samples, signal.SamplingRate);
}
