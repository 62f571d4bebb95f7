namespace DrumClassification.Training.Neighbours;

/// <summary>What a network says of a sound that it has not been trained on: what the neighbour stage learns from.</summary>
/// <param name="DataSet">Name of its data set.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Group">The kit or pack that it comes from: the folder that it lies in.</param>
/// <param name="Class">Index of its class; −1 for none of them.</param>
/// <param name="Fold">The fold whose network has not heard it, from 1; 0 for a test row.</param>
/// <param name="TakesPart">False for silence, loops and songs: they keep their answer, and their neighbours do not hear of them.</param>
/// <param name="Evidence">ln(probability) of every class, then of every kind.</param>
/// <param name="Direction">Its embedding at length 1.</param>
internal sealed record HeardSound(string DataSet, string Name, string Group, int Class, int Fold, bool TakesPart, float[] Evidence, float[] Direction)
{
    /// <summary>The folder that it lies in.</summary>
    public string Folder => $"{DataSet}/{Group}";
}
