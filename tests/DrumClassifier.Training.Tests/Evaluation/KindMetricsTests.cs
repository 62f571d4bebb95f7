using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Tests.Evaluation;

public sealed class KindMetricsTests
{
    private static readonly KindCatalog Drums = KindCatalog.Get(KindCatalog.DefaultName);

    [Fact]
    public void Shares_are_over_all_over_classes_of_several_kinds_and_over_other_percussion()
    {
        (int, string?)[] answers =
        [
            (Index("kick"), "kick"), (Index("kick"), "low_tom"),
            (Index("open_hat"), "open_hat"), (Index("open_hat"), "crash"), (Index("open_hat"), "crash"), (Index("open_hat"), "closed_hat"), (Index("crash"), "crash"),
            (Index("cowbell"), "cowbell"), (Index("cowbell"), null),
            (Index("no_percussion"), "cowbell"),
        ];

        KindMetrics metrics = Assert.IsType<KindMetrics>(KindMetrics.Compute(Drums, answers));

        Assert.Equal(10, metrics.Count);
        Assert.Equal(0.4, metrics.Accuracy);
        Assert.Equal(0.4, metrics.WithinClasses);
        Assert.Equal(0.5, metrics.OtherPercussion);
        Assert.Equal(new KindResult("open_hat", "hat", 4, 0.25, 1, "crash"), metrics.Kinds.Single(kind => kind.Name == "open_hat"));
        Assert.Equal(new KindResult("crash", "cymbal", 1, 1, 1.0 / 3, null), metrics.Kinds.Single(kind => kind.Name == "crash"));
        Assert.Equal(new KindResult("cowbell", null, 2, 0.5, 0.5, null), metrics.Kinds.Single(kind => kind.Name == "cowbell"));
        Assert.Equal(new KindResult("no_percussion", null, 1, 0, null, "cowbell"), metrics.Kinds.Single(kind => kind.Name == "no_percussion"));
    }

    [Fact]
    public void Without_a_known_kind_there_is_nothing_to_say() => Assert.Null(KindMetrics.Compute(Drums, []));

    private static int Index(string name) => Drums.Kinds.Index().Single(pair => pair.Item.Name == name).Index;
}
