using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.Export;

/// <summary>What a training was asked to do.</summary>
/// <param name="Split">Which split keeps the parts apart.</param>
/// <param name="DataHash">Identifies the sounds.</param>
/// <param name="SplitSizes">Sounds in each part: keys "train" and "validation".</param>
internal sealed record TrainingContext(string Command, int Seed, SplitProtocol Split, string DataHash, IReadOnlyDictionary<string, int> SplitSizes);

/// <summary>The sounds that a finished network is calibrated and judged on.</summary>
/// <param name="Known">Those of the classes.</param>
/// <param name="Others">Those of none of them; may be none.</param>
/// <param name="Kinds">The kinds that were learned; null for none.</param>
internal sealed record ValidationSounds(TrainingSounds Known, TrainingSounds Others, KindCatalog? Kinds)
{
    /// <summary>All of them, in this order.</summary>
    public IReadOnlyList<Sound> All { get; } = [.. Known.Sounds, .. Others.Sounds];
}
