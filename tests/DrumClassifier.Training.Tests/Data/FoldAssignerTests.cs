using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Tests.Data;

public sealed class FoldAssignerTests
{
    [Fact]
    public void Groups_stay_whole_and_every_fold_gets_its_share_of_every_class()
    {
        // 40 kits of 3 to 7 kicks and 2 hats.
        Sound[] sounds = [.. Enumerable.Range(0, 40).SelectMany(kit =>
            Enumerable.Range(0, 3 + (kit % 5)).Select(i => Sound($"kit{kit}", "kick", i)).Concat(Enumerable.Range(0, 2).Select(i => Sound($"kit{kit}", "hat", i))))];

        IReadOnlyList<int> folds = FoldAssigner.Assign(sounds, 4, seed: 1);

        (Sound Sound, int Fold)[] pairs = [.. sounds.Zip(folds)];
        Assert.All(pairs.GroupBy(pair => pair.Sound.Group), kit => Assert.Single(kit.Select(pair => pair.Fold).Distinct()));
        foreach ((string label, int share) in (ReadOnlySpan<(string, int)>)[("kick", 50), ("hat", 20)])
        {
            Assert.All(Enumerable.Range(0, 4), fold => Assert.InRange(pairs.Count(pair => pair.Sound.Label == label && pair.Fold == fold), share - 4, share + 4));
        }
    }

    [Fact]
    public void The_folds_do_not_depend_on_the_order_of_the_sounds_but_on_the_seed()
    {
        Sound[] sounds = [.. Enumerable.Range(0, 60).Select(kit => Sound($"kit{kit}", kit % 2 == 0 ? "kick" : "hat", 0))];
        IReadOnlyList<int> folds = FoldAssigner.Assign(sounds, 3, seed: 1);

        Assert.Equal(folds.Reverse(), FoldAssigner.Assign([.. sounds.Reverse()], 3, seed: 1));
        Assert.NotEqual(folds, FoldAssigner.Assign(sounds, 3, seed: 2));
    }

    [Fact]
    public void Folds_by_source_keep_sources_whole_but_where_a_data_set_has_only_one()
    {
        // Kits of five sources, and packs that all name their data set as the source.
        Sound[] kits = [.. Enumerable.Range(0, 40).Select(kit => Sound($"kit{kit}", "kick", 0) with { DataSet = "kits", Source = $"source{kit % 5}" })];
        Sound[] packs = [.. Enumerable.Range(0, 40).Select(pack => Sound($"pack{pack}", "kick", 0) with { DataSet = "packs", Source = "packs" })];
        Sound[] sounds = [.. kits, .. packs];

        (Sound Sound, int Fold)[] pairs = [.. sounds.Zip(FoldAssigner.Assign(sounds, 4, seed: 1, FoldUnit.Source))];

        Assert.All(pairs.Where(pair => pair.Sound.DataSet == "kits").GroupBy(pair => pair.Sound.Source), source => Assert.Single(source.Select(pair => pair.Fold).Distinct()));
        Assert.Equal(4, pairs.Where(pair => pair.Sound.DataSet == "packs").Select(pair => pair.Fold).Distinct().Count());
    }

    [Fact]
    public void Fewer_groups_than_folds_is_an_error() =>
        Assert.Contains("1 groups", Assert.Throws<DataSetException>(() => FoldAssigner.Assign([Sound("kit", "kick", 0), Sound("kit", "hat", 0)], 2, 1)).Message, StringComparison.Ordinal);

    private static Sound Sound(string group, string label, int number) =>
        new() { Path = $"{group}/{label}{number}", Name = $"{group}/{label}{number}", Label = label, Group = group, Source = "s", Fine = label };
}
