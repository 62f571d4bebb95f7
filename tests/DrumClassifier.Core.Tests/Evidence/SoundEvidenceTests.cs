namespace DrumClassification.Tests;

/// <summary>What is heard and what is named become one answer.</summary>
public sealed class SoundEvidenceTests
{
    private static readonly ModelKind[] Kinds =
    [
        new("kick", "kick"), new("closed_hat", "hat"), new("open_hat", "hat"), new("snare", "snare"), new("crash", "cymbal"), new("mid_tom", "tom"), new("clap", "clap"),
        new("shaker", null), new("rim", null), new("no_percussion", null),
    ];

    private static readonly ModelCalibration Limits = new() { UncertainBelow = 0.6f, KindUncertainBelow = 0.5f };

    [Fact]
    public void A_clear_name_settles_what_the_ear_cannot()
    {
        Classification answer = Combine(NameUse.Hint, Heard(("tom", 0.5f), ("kick", 0.45f)), "Kick 01.wav", out bool contradicts);
        Assert.Equal("kick", answer.Label);
        Assert.True(answer.Confidence > 0.9f);
        Assert.False(answer.IsUncertain);
        Assert.Equal(UncertainReason.None, answer.Reason);
        Assert.Equal("kick", answer.Kind!.Value.Name);
        Assert.False(contradicts);
        Assert.Equal(1, answer.Probabilities.Sum(p => p.Probability), 1e-5);
        Assert.Equal(1, answer.KindProbabilities.ToArray().Sum(), 1e-5);
    }

    [Fact]
    public void It_is_bayes_rule()
    {
        // One run, one sound: nine in ten runs have names that mean something, and a clear name is 200 times as probable for what it names.
        var likelihood = NameLikelihood.Of(200, 1, 1 / (1 + Math.Exp(-2.2)));
        double kick = 0.3 * likelihood.Named;
        double rest = 0.7 * likelihood.Else;
        Classification answer = Combine(NameUse.Hint, Heard(("tom", 0.7f), ("kick", 0.3f)), "Kick 01.wav", out _);
        Assert.Equal(kick / (kick + rest), answer.Confidence, 1e-5);
    }

    [Fact]
    public void What_is_surely_heard_stands_against_a_name_as_a_hint_and_is_listed()
    {
        Classification heard = Heard(("kick", 0.995f), ("snare", 0.001f));
        Assert.Equal("kick", Combine(NameUse.Hint, heard, "Snare.wav", out bool contradicts).Label);
        Assert.True(contradicts);
        Classification trusted = Combine(NameUse.Trust, heard, "Snare.wav", out contradicts);
        Assert.Equal("snare", trusted.Label);
        Assert.Equal("snare", trusted.Kind!.Value.Name);
        Assert.False(trusted.IsUncertain);
        Assert.True(contradicts);
        Assert.Same(heard, Combine(NameUse.Off, heard, "Snare.wav", out contradicts));
        Assert.False(contradicts);
    }

    [Theory]
    [InlineData("Snare Clap.wav")]
    [InlineData("Kick Ass Snares/1.wav")]
    [InlineData("Perc 3.wav")]
    public void Only_what_is_clear_is_trusted_or_contradicted(string path)
    {
        Classification answer = Combine(NameUse.Trust, Heard(("kick", 0.995f), ("snare", 0.001f)), path, out bool contradicts);
        Assert.Equal("kick", answer.Label);
        Assert.False(contradicts);
    }

    [Theory]
    [InlineData(UncertainReason.Silent)]
    [InlineData(UncertainReason.SeveralHits)]
    [InlineData(UncertainReason.TooLong)]
    public void No_name_makes_a_drum_of_what_is_no_hit(UncertainReason reason)
    {
        Classification heard = Heard(("kick", 0.3f), ("tom", 0.3f)) with { IsUncertain = true, Reason = reason };
        foreach (NameUse use in Enum.GetValues<NameUse>())
        {
            Assert.Same(heard, Combine(use, heard, "Kick.wav", out bool contradicts));
            Assert.False(contradicts);
        }
    }

    [Fact]
    public void Percussion_that_is_named_gets_its_kind()
    {
        Classification heard = Heard(("hat", 0.5f), ("cymbal", 0.3f)) with { IsUncertain = true };
        Classification answer = Combine(NameUse.Hint, heard, "shaker_3.wav", out _);
        Assert.Equal(new SoundKind("shaker", null, answer.Kind!.Value.Probability, IsUncertain: false), answer.Kind);
        Assert.True(answer.IsUncertain);
    }

    [Fact]
    public void Names_that_contradict_one_after_another_are_believed_no_more_and_come_back_when_they_are_right()
    {
        var evidence = new SoundEvidence(DrumLabels.All, Kinds, Limits, NameUse.Hint);
        Classification clap = Heard(("clap", 0.7f), ("snare", 0.2f));
        Assert.Equal("snare", evidence.Combine(clap, NameEvidence.Of("snare.wav"), out _).Label);
        for (int i = 0; i < 8; i++)
        {
            evidence.Combine(Heard(("kick", 0.9f), ("tom", 0.05f)), NameEvidence.Of("hat.wav"), out _);
        }

        Assert.Equal("clap", evidence.Combine(clap, NameEvidence.Of("snare.wav"), out _).Label);
        for (int i = 0; i < 12; i++)
        {
            evidence.Combine(Heard(("kick", 0.9f), ("tom", 0.05f)), NameEvidence.Of("kick.wav"), out _);
        }

        Assert.Equal("snare", evidence.Combine(clap, NameEvidence.Of("snare.wav"), out _).Label);
    }

    [Fact]
    public void Classes_of_any_model_are_found_by_their_names_or_names_mean_nothing()
    {
        string[] labels = ["808 Kicks", "Foley", "shaker"];
        var evidence = new SoundEvidence(labels, [], new ModelCalibration(), NameUse.Hint);
        var heard = new Classification("Foley", 0.4f, [new("808 Kicks", 0.3f), new("Foley", 0.4f), new("shaker", 0.3f)], IsUncertain: false);
        Assert.Equal("808 Kicks", evidence.Combine(heard, NameEvidence.Of("BD 3.wav"), out _).Label);
        Assert.Equal("shaker", evidence.Combine(heard, NameEvidence.Of("shkr.wav"), out _).Label);
        Assert.Same(heard, evidence.Combine(heard, NameEvidence.Of("snare.wav"), out _));
        Assert.Same(heard, evidence.Combine(heard, NameEvidence.Of("cowbell.wav"), out _));
    }

    [Fact]
    public void What_is_impossible_to_the_ear_is_answered_with_finite_numbers()
    {
        Classification answer = Combine(NameUse.Trust, Heard(("kick", 1f), ("snare", 0f)), "Snare.wav", out _);
        Assert.All(answer.Probabilities, p => Assert.True(float.IsFinite(p.Probability)));
        Assert.Equal("snare", answer.Label);
    }

    [Fact]
    public void The_table_never_says_that_a_name_is_wrong_and_plainer_names_weigh_more()
    {
        Assert.All(NameWeights.Table, row => Assert.True(row is { OfClass: >= 1, OfOther: >= 1 }));
        Assert.All(NameWeights.Table.GroupBy(row => row.Place), place => Assert.Equal(place.OrderByDescending(row => row.Strength).Select(row => row.OfClass), place.Select(row => row.OfClass).OrderDescending()));
    }

    private static Classification Combine(NameUse use, Classification heard, string path, out bool contradicts) =>
        new SoundEvidence(DrumLabels.All, Kinds, Limits, use).Combine(heard, NameEvidence.Of(path), out contradicts);

    /// <summary>Two classes with their probabilities, the rest equal; the kinds in the same proportions, with a tenth for none.</summary>
    private static Classification Heard((string Label, float P) first, (string Label, float P) second)
    {
        float rest = (1 - first.P - second.P) / 4;
        LabelProbability[] all = [.. DrumLabels.All.Select(label => new LabelProbability(label, label == first.Label ? first.P : label == second.Label ? second.P : rest))];
        float[] kinds = [.. Kinds.Select(kind => kind.Label is null ? 0.1f / 3 : 0.9f * all.First(p => p.Label == kind.Label).Probability / Kinds.Count(other => other.Label == kind.Label))];
        return new Classification(first.Label, first.P, all, IsUncertain: false) { KindProbabilities = kinds };
    }
}
