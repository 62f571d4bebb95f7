namespace DrumClassification;

/// <summary>Turns the scores of the kinds into the kind of a sound: one of its class where that is more probable than no class at all. Thread-safe.</summary>
internal sealed class KindChooser
{
    private const int MostOnStack = 256;

    private readonly ModelKind[] _kinds;
    private readonly int[] _classOf;
    private readonly float _temperature;
    private readonly float _uncertainBelow;
    private readonly string _source;

    public KindChooser(IReadOnlyList<string> labels, IReadOnlyList<ModelKind> kinds, ModelCalibration calibration, string source = "the network")
    {
        string[] names = [.. labels];
        _kinds = [.. kinds];
        _classOf = [.. _kinds.Select(kind => Array.IndexOf(names, kind.Label))];
        _temperature = calibration.KindTemperature;
        _uncertainBelow = calibration.KindUncertainBelow;
        _source = source;
    }

    /// <summary>The kind of one sound.</summary>
    /// <param name="scores">float[kinds], before the softmax.</param>
    /// <param name="label">Index of the class that the sound is answered with.</param>
    /// <exception cref="InvalidModelException">A score is not a finite number.</exception>
    public SoundKind Choose(ReadOnlySpan<float> scores, int label)
    {
        Span<float> probabilities = scores.Length <= MostOnStack ? stackalloc float[scores.Length] : new float[scores.Length];
        Softmax.Apply(scores, _temperature, probabilities, _source);
        int ofClass = Best(probabilities, label, out float classTotal);
        int ofNone = Best(probabilities, -1, out float noneTotal);
        int best = classTotal >= noneTotal ? ofClass : ofNone;
        float probability = probabilities[best];
        return new SoundKind(_kinds[best].Name, _kinds[best].Label, probability, probability < _uncertainBelow);
    }

    /// <summary>The most probable kind of a class (−1: of none), and how probable all of them are together; −1 and −1 if there is none.</summary>
    private int Best(ReadOnlySpan<float> probabilities, int label, out float total)
    {
        int best = -1;
        total = -1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (_classOf[i] == label)
            {
                total = Math.Max(total, 0) + probabilities[i];
                best = best < 0 || probabilities[i] > probabilities[best] ? i : best;
            }
        }

        return best;
    }
}
