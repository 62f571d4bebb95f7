using DrumClassification.Training.Data;

namespace DrumClassification.Training.Evaluation;

/// <summary>
/// The mean accuracy of the groups (kits, packs) within each class: a group of sounds of one class counts once, however many takes it has.
/// </summary>
internal static class GroupMacroAccuracy
{
    /// <summary>Computes it, 0 … 1, and the number of groups within classes that it is the mean of; 0 of none.</summary>
    public static (double Accuracy, int Groups) Compute(IEnumerable<(Sound Sound, bool IsRight)> predictions)
    {
        double[] groups = [.. predictions
            .GroupBy(prediction => (prediction.Sound.Label, prediction.Sound.DataSet, prediction.Sound.Group), prediction => prediction.IsRight ? 1.0 : 0)
            .Select(group => group.Average())];
        return (groups.DefaultIfEmpty(0).Average(), groups.Length);
    }
}
