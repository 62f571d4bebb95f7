namespace DrumClassification.Training.Data;

/// <summary>What a sound is used for.</summary>
internal enum DataSplit
{
    /// <summary>The weights are fitted to these.</summary>
    Train,

    /// <summary>The epoch, the recipe and the calibration are chosen by these.</summary>
    Validation,

    /// <summary>Looked at once, at the end.</summary>
    Test,
}
