namespace DrumClassification.Training.Neighbours;

/// <summary>
/// The plain way to use neighbours: a folder's own shares of the classes, found by expectation maximisation over its probabilities (Saerens, Latinne and Decaestecker,
/// "Adjusting the outputs of a classifier to new a priori probabilities", 2002), with a few imagined sounds of the usual shares that keep small folders in place.
/// </summary>
/// <param name="usual">The shares that the network was trained with.</param>
/// <param name="imagined">Number of imagined sounds, above 0.</param>
internal sealed class PriorShift(double[] usual, double imagined)
{
    private const int Rounds = 30;

    /// <summary>The probabilities of every sound under its folder's shares.</summary>
    public float[][] Apply(float[][] probabilities)
    {
        double[] shares = [.. usual];
        double[][] adjusted = [];
        for (int round = 0; round < Rounds; round++)
        {
            double[] ratio = [.. shares.Select((share, c) => share / usual[c])];
            adjusted = [.. probabilities.Select(row => Normalised([.. row.Select((p, c) => p * ratio[c])]))];
            shares = [.. usual.Select((share, c) => ((imagined * share) + adjusted.Sum(row => row[c])) / (imagined + probabilities.Length))];
        }

        return [.. adjusted.Select(row => row.Select(p => (float)p).ToArray())];
    }

    private static double[] Normalised(double[] row)
    {
        double sum = Math.Max(row.Sum(), double.Epsilon);
        return [.. row.Select(value => value / sum)];
    }
}
