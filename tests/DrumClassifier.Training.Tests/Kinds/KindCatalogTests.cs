using DrumClassification.Training.Data;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Tests.Kinds;

public sealed class KindCatalogTests : IDisposable
{
    private static readonly KindCatalog Drums = KindCatalog.Get(KindCatalog.DefaultName);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hat", "open_hat", "open_hat")]
    [InlineData("hat", "half_open_hat", "open_hat")]
    [InlineData("hat", "hat", "closed_hat|open_hat|pedal_hat")]
    [InlineData("hat", "some_new_hat", "closed_hat|open_hat|pedal_hat")]
    [InlineData("cymbal", "china", "splash_china")]
    [InlineData("kick", "kick", "kick")]
    [InlineData("other", "maracas", "shaker")]
    [InlineData("other", "voice", "no_percussion")]
    [InlineData("other", "rim_or_claves", "rim|woodblock")]
    // A corrected label leaves an old word behind: the label counts.
    [InlineData("snare", "rim", "snare")]
    [InlineData("tom", "conga", "low_tom|mid_tom|high_tom")]
    [InlineData("other", "open_hat", "*")]
    public void What_a_row_says_is_a_kind_or_several(string label, string fine, string expected)
    {
        Sound sound = Sound(label, fine);

        string[] kinds = [.. Drums.CandidateSets[Drums.CandidatesOf(sound)].Select(kind => Drums.Kinds[kind].Name)];

        string[] wanted = expected == "*" ? [.. Drums.Kinds.Where(kind => kind.Label is null).Select(kind => kind.Name)] : expected.Split('|');
        Assert.Equal(wanted, kinds);
        Assert.Equal(wanted.Length == 1 ? wanted[0] : null, Drums.KindOf(sound) is { } kind ? Drums.Kinds[kind].Name : null);
    }

    [Fact]
    public void Perc_may_be_any_percussion_of_no_class()
    {
        IReadOnlyList<int> kinds = Drums.CandidateSets[Drums.CandidatesOf(Sound("other", "perc"))];

        Assert.Equal(Enumerable.Range(0, Drums.Kinds.Count).Where(kind => Drums.Kinds[kind].Label is null && Drums.IsPercussion[kind]), kinds);
        Assert.True(kinds.Count >= 10);
    }

    [Fact]
    public void The_matrices_hold_an_answers_kinds_and_those_of_its_class()
    {
        float[] members = Drums.MemberMatrix();
        float[] parents = Drums.ParentMatrix();
        int answers = Drums.CandidateSets.Count;

        for (int answer = 0; answer < answers; answer++)
        {
            string? label = Drums.Kinds[Drums.CandidateSets[answer][0]].Label;
            for (int kind = 0; kind < Drums.Kinds.Count; kind++)
            {
                Assert.Equal(Drums.CandidateSets[answer].Contains(kind) ? 1 : 0, members[(kind * answers) + answer]);
                Assert.Equal(Drums.Kinds[kind].Label == label ? 1 : 0, parents[(kind * answers) + answer]);
            }
        }
    }

    [Fact]
    public void Every_kind_has_enough_groups_to_be_learned_and_tested()
    {
        Sound[] sounds = [.. DataSetReader.Read([SharedData.Require("data/kits"), SharedData.Require("data/packs")])];

        Assert.All(Drums.Kinds.Index(), pair =>
        {
            Sound[] own = [.. sounds.Where(sound => Drums.KindOf(sound) == pair.Index)];
            Assert.True(Groups(own, DataSplit.Train) + Groups(own, DataSplit.Validation) >= 12, $"{pair.Item.Name}: too few groups to learn from");
            Assert.True(Groups(own, DataSplit.Test) >= 3, $"{pair.Item.Name}: too few groups to test on");
        });
        Assert.All(sounds.Where(sound => sound.Label == "other").Select(sound => sound.Fine).Distinct(), fine =>
            Assert.NotEqual(Drums.CandidatesOf(Sound("other", "no such word")), Drums.CandidatesOf(Sound("other", fine))));

        static int Groups(Sound[] sounds, DataSplit split) => sounds.Where(sound => sound.GroupSplit == split).Select(sound => sound.Group).Distinct().Count();
    }

    [Theory]
    [InlineData("\"class\": \"hat\"", "\"class\": \"gong\"", "gong")]
    [InlineData("\"name\": \"open_hat\"", "\"name\": \"closed_hat\"", "twice")]
    [InlineData("\"name\": \"open_hat\"", "\"name\": \"Open hat\"", "no name")]
    [InlineData("\"fine\": [\"kick\"]", "\"fine\": [\"snare\"]", "'snare' stands there twice")]
    [InlineData("\"class\": \"clap\", ", "", "no kind of 'clap'")]
    [InlineData("\"rim\", \"woodblock\"", "\"rim\", \"claves\"", "no kind")]
    [InlineData("\"rim\", \"woodblock\"", "\"rim\", \"snare\"", "one class")]
    [InlineData("\"kinds\"", "\"kindz\"", "kindz")]
    public void What_is_wrong_in_a_label_file_is_named(string from, string to, string named)
    {
        string json = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "src/DrumClassifier.Training/Kinds/drums.json"));
        Assert.Contains(from, json, StringComparison.Ordinal);
        File.WriteAllText(_folder["kinds.json"], json.Replace(from, to, StringComparison.Ordinal));

        DrumClassifierException error = Assert.Throws<DrumClassifierException>(() => KindCatalog.Get(_folder["kinds.json"]));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("kinds.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_file_that_is_not_there_is_named() =>
        Assert.Contains("nowhere.json", Assert.Throws<DrumClassifierException>(() => KindCatalog.Get(_folder["nowhere.json"])).Message, StringComparison.Ordinal);

    private static Sound Sound(string label, string fine) =>
        new() { Path = "a.wav", Name = "a.wav", Label = label, Group = "g", Source = "s", Fine = fine };
}
