using DrumClassification.Library.Storage;
using DrumClassification.Modelling.Heads;

namespace DrumClassification.Cli.Browse.Teaching;

/// <summary>
/// Makes a taught head as sure of itself as the model that it was taught on. What it has learned from are mostly sounds that model was sure of, which are easy:
/// fitted to those alone it would be sure of everything.
/// </summary>
internal static class SameConfidence
{
    private const int FewestSounds = 20;
    private const int Steps = 40;
    private const double Lowest = 0.05;
    private const double Highest = 50;

    /// <summary>Finds the temperature with which the mean confidence is that of the model.</summary>
    /// <param name="head">The head.</param>
    /// <param name="model">How the model turns scores into probabilities.</param>
    /// <param name="sounds">Sounds that the head has not heard, with the model's confidence.</param>
    /// <returns>That temperature with the model's own limit of what is uncertain; the head's calibration where there are too few sounds to tell.</returns>
    public static ModelCalibration Fit(TaughtHead head, ModelCalibration model, IReadOnlyList<LessonSound> sounds)
    {
        if (sounds.Count < FewestSounds)
        {
            return head.Calibration;
        }

        double wanted = sounds.Average(sound => sound.Confidence);
        (double low, double high) = (Math.Log(Lowest), Math.Log(Highest));
        for (int step = 0; step < Steps; step++)
        {
            // The higher the temperature, the less sure.
            double middle = (low + high) / 2;
            (low, high) = Mean(At(middle)) > wanted ? (middle, high) : (low, middle);
        }

        return At(high).Calibration;

        TaughtHead At(double logarithm) => head with
        {
            Calibration = new ModelCalibration { Temperature = (float)Math.Exp(logarithm), UncertainBelow = model.UncertainBelow },
        };

        double Mean(TaughtHead tried) => sounds.Average(sound => tried.Classify(sound.Embedding, [], none: 0).Max());
    }
}
