using DrumClassification.Training.Fitting;
using DrumClassification.Training.Kinds;
using TorchSharp;

namespace DrumClassification.Tests.Kinds;

public sealed class KindLossTests
{
    private static readonly KindCatalog Drums = KindCatalog.Get(KindCatalog.DefaultName);

    [Fact]
    public void The_loss_is_the_surprise_at_the_kind_where_the_class_is_known()
    {
        // Scores that are logarithms of chosen probabilities; one row names an open hat, the other just a hat, the third any percussion.
        double[] weights = [.. Drums.Kinds.Select((_, kind) => 1 + (kind % 5.0))];
        double total = weights.Sum();
        int openHat = Index("open_hat");
        int[] hats = [.. Enumerable.Range(0, weights.Length).Where(kind => Drums.Kinds[kind].Label == "hat")];
        int[] none = [.. Enumerable.Range(0, weights.Length).Where(kind => Drums.Kinds[kind].Label is null)];
        int anyHat = CandidatesOf("hat", "hat");
        int perc = CandidatesOf("other", "perc");
        float[] targets = new float[3 * Drums.CandidateSets.Count];
        targets[openHat] = 1;
        targets[Drums.CandidateSets.Count + anyHat] = 1;
        targets[(2 * Drums.CandidateSets.Count) + perc] = 0.5f;
        using KindLoss loss = new(Drums);
        using torch.Tensor scores = torch.tensor(weights.Select(weight => (float)Math.Log(weight / total)).ToArray()).unsqueeze(0).repeat(3, 1);

        using torch.Tensor value = loss.Compute(scores, new Batch([], [], [1, 1, -1]) { KindTargets = targets });

        double expected = -Math.Log(weights[openHat] / hats.Sum(kind => weights[kind]))
            - (0.5 * Math.Log(none.Where(kind => Drums.IsPercussion[kind]).Sum(kind => weights[kind]) / none.Sum(kind => weights[kind])));
        Assert.Equal(expected / 3, value.item<float>(), 1e-4);
    }

    [Fact]
    public void The_teachers_share_is_the_cross_entropy_over_all_kinds()
    {
        float[] teacher = new float[Drums.Kinds.Count];
        (teacher[0], teacher[4]) = (0.3f, 0.1f);
        using KindLoss loss = new(Drums);
        using torch.Tensor scores = torch.zeros(1, Drums.Kinds.Count);

        using torch.Tensor value = loss.Compute(scores, new Batch([], [], [0]) { KindTargets = new float[Drums.CandidateSets.Count], TeacherKinds = teacher });

        Assert.Equal(0.4 * Math.Log(Drums.Kinds.Count), value.item<float>(), 1e-5);
    }

    private static int Index(string name) => Drums.Kinds.Index().Single(pair => pair.Item.Name == name).Index;

    private static int CandidatesOf(string label, string fine) => Drums.CandidatesOf(
        new() { Path = "a.wav", Name = "a.wav", Label = label, Group = "g", Source = "s", Fine = fine });
}
