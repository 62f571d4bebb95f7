namespace DrumClassification;

/// <summary>How scores become probabilities: softmax(logits / temperature), Guo et al., "On Calibration of Modern Neural Networks" (2017).</summary>
public sealed record ModelCalibration
{
    /// <summary>Divides the scores before the softmax, above 0. Default 1: not calibrated.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>A confidence below this is reported as uncertain, 0 … 1. Default 0: nothing is.</summary>
    public float UncertainBelow { get; init; }

    /// <summary>
    /// The confidence from which on 97 % of the answers are right, 0 … 1, as measured on sources that were left out of the training. It is the
    /// threshold for who would rather sort by hand than wrongly: set <c>DrumClassifierOptions.UncertainBelow</c> to it. Default null: not measured.
    /// </summary>
    public float? SureFrom { get; init; }

    /// <summary>Divides the scores of the kinds before their softmax, above 0. Default 1: not calibrated.</summary>
    public float KindTemperature { get; init; } = 1;

    /// <summary>A kind whose probability is below this is reported as uncertain, 0 … 1. Default 0: none is.</summary>
    public float KindUncertainBelow { get; init; }

    /// <exception cref="InvalidModelException">A value is out of its range; the message names it.</exception>
    internal void Validate()
    {
        CheckTemperature(Temperature, "calibration temperature");
        CheckTemperature(KindTemperature, "temperature of the kinds");
        CheckThreshold(UncertainBelow, "uncertainty threshold");
        CheckThreshold(SureFrom ?? 0, "threshold for 97 % precision");
        CheckThreshold(KindUncertainBelow, "uncertainty threshold of the kinds");
    }

    private static void CheckTemperature(float value, string what)
    {
        if (!float.IsFinite(value) || value <= 0)
        {
            throw new InvalidModelException($"The model's {what} is {value}; it must be above 0.");
        }
    }

    private static void CheckThreshold(float value, string what)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new InvalidModelException($"The model's {what} is {value}; it must be 0 … 1.");
        }
    }
}
