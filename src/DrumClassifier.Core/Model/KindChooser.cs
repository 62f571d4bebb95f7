namespace DrumClassification;

/// <summary>Turns the probabilities of the kinds into the kind of a sound: one of its class where that is more probable than no class at all. Thread-safe.</summary>
internal sealed class KindChooser
{
    private readonly ModelKind[] _kinds;
    private readonly int[] _classOf;
    private readonly float _uncertainBelow;

    public KindChooser(IReadOnlyList<string> labels, IReadOnlyList<ModelKind> kinds, ModelCalibration calibration)
    {
        string[] names = [.. labels];
        _kinds = [.. kinds];
        _classOf = [.. _kinds.Select(kind => Array.IndexOf(names, kind.Label))];
        _uncertainBelow = calibration.KindUncertainBelow;
    }

    /// <summary>The kind of one sound.</summary>
    /// <param name="probabilities">float[kinds], of 0 … 1.</param>
    /// <param name="label">Index of the class that the sound is answered with.</param>
    public SoundKind Choose(ReadOnlySpan<float> probabilities, int label)
    {
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
