namespace DrumClassification.Training.Data;

/// <summary>How a data set is divided into <see cref="DataSplit"/>s.</summary>
internal enum SplitProtocol
{
    /// <summary>Every sound for itself, at random, stratified by class. Takes of one session stand on both sides.</summary>
    Random,

    /// <summary>Whole groups (packs, kits, recording sessions) on one side.</summary>
    Group,
}
