using DrumClassification.Synthesis;

namespace DrumClassification.Modelling.Heads;

/// <summary>
/// Synthesised drums that show a head what the classes sound like that stand already, so that it does not take every kick for one of the new classes. They
/// are in no figure.
/// </summary>
internal static class StandingDrums
{
    private const int PerClass = 20;
    private const int SampleRate = 44100;

    /// <summary>Makes them, the same every time, and asks the network.</summary>
    /// <param name="classifier">Gives embeddings.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public static IReadOnlyList<SoundExample> Make(IDrumClassifier classifier, CancellationToken cancellationToken)
    {
        (string Label, int Number)[] wanted = [.. DrumLabels.All.Where(classifier.Model.Labels.Contains).SelectMany(label => Enumerable.Range(0, PerClass).Select(number => (label, number)))];
        AudioClip[] clips = new AudioClip[wanted.Length];
        Parallel.For(0, wanted.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            clips[i] = RandomDrums.Draw(wanted[i].Label, new Random(i + 1)).Settings.Render(SampleRate));
        IReadOnlyList<Classification> heard = classifier.ClassifyBatch(clips, cancellationToken);
        return [.. wanted.Zip(heard, (drum, found) => new SoundExample(
            $"{drum.Label} {drum.Number}",
            classifier.Model.Labels.Index().First(label => label.Item == drum.Label).Index,
            $"synthesised {drum.Label} {drum.Number}",
            found.Embedding.ToArray(),
            [.. found.Probabilities.Select(probability => probability.Probability)])
        {
            IsTaught = false,
        })];
    }
}
