using DrumClassification.Modelling.Calibration;
using DrumClassification.Modelling.Heads;
using DrumClassification.Modelling.Onnx;
using Google.Protobuf;

namespace DrumClassification.Tests.Teaching;

public sealed class HeadTests
{
    [Fact]
    public void The_fit_ends_where_no_small_step_is_better()
    {
        Random random = new(1);
        HeadExample[] examples = [.. Enumerable.Range(0, 60).Select(i => new HeadExample(Draw(random, 5, i % 3), i % 4, 1 + (i % 2)))];
        LinearHead head = SoftmaxRegression.Fit(examples, 4, 0.05);
        double least = Loss(examples, head, 0.05);
        for (int i = 0; i < head.Parameters.Length; i++)
        {
            foreach (double step in (double[])[-0.01, 0.01])
            {
                double[] moved = [.. head.Parameters];
                moved[i] += step;
                Assert.True(Loss(examples, head with { Parameters = moved }, 0.05) > least - 1e-9, $"parameter {i} can be better by {step}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void The_written_model_gives_the_heads_own_probabilities(int standing)
    {
        using IDrumClassifier classifier = DrumClassifier.Create(new() { IncludeEmbedding = true, IncludeKindProbabilities = true });
        string[] names = [.. OwnSounds.Classes.Keys];
        string[] labels = [.. DrumLabels.All.Take(standing), .. names];
        SoundExample[] examples = [.. names.SelectMany((name, label) => Enumerable.Range(0, 5).Select(number =>
        {
            Classification found = Classify(classifier, OwnSounds.Draw(name, number));
            return new SoundExample($"{name} {number}", standing + label, $"{name} {number}", found.Embedding.ToArray(), standing == 0 ? [] : Probabilities(found), None(found));
        }))];
        TaughtHead head = HeadTeacher.Teach(examples, labels, standing, TestContext.Current.CancellationToken);
        byte[] bytes = TaughtModel.Create(OnnxModelFile.ReadBytes(null), classifier.Model, head, weights => classifier.Model.Provenance with { Parameters = weights }).ToByteArray();
        using IDrumClassifier taught = DrumClassifier.FromStream(new MemoryStream(bytes));
        foreach (AudioClip clip in names.Select(name => OwnSounds.Draw(name, 77)))
        {
            Classification before = Classify(classifier, clip);
            float[] expected = head.Classify(before.Embedding.ToArray(), Probabilities(before), None(before));
            Assert.All(expected.Zip(Probabilities(Classify(taught, clip))), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    [Fact]
    public void Takes_of_one_sound_are_never_on_both_sides()
    {
        SoundExample[] sounds = [.. Enumerable.Range(0, 40).Select(i => new SoundExample($"{i}", i % 2, $"{i % 2} {i / 4}", [], []))];
        int[] folds = HeadFolds.Assign(sounds);
        Assert.All(sounds.Zip(folds).GroupBy(pair => pair.First.Group), group => Assert.Single(group.Select(pair => pair.Second).Distinct()));
        Assert.Equal(HeadFolds.Most, folds.Distinct().Count());
        SoundExample[] oneGroup = [.. Enumerable.Range(0, 10).Select(i => new SoundExample($"{i}", i % 2, $"{i % 2}", [], []))];
        Assert.Equal(HeadFolds.Most, HeadFolds.Assign(oneGroup).Distinct().Count());
    }

    [Fact]
    public void The_threshold_parts_right_answers_from_strangers_and_keeps_most_of_the_right_ones()
    {
        Assert.Equal(0.61, StrangerThreshold.Choose([0.9f, 0.8f, 0.7f], [0.6f, 0.5f, 0.3f]), 0.011);
        double strict = StrangerThreshold.Choose([.. Enumerable.Range(0, 100).Select(i => i / 100f)], [0.99f]);
        Assert.True(strict <= 0.15, $"{strict} would call more than 15 of 100 right answers uncertain");
    }

    [Fact]
    public void A_taught_class_wins_only_where_the_network_knows_the_sound_as_none_of_its_own()
    {
        float[] kick = [0.9f, 0.02f, 0.02f, 0.02f, 0.02f, 0.02f];
        float[] flat = [.. Enumerable.Repeat(1f / 6, 6)];

        float[] surelyKick = Answer(kick, none: 0.02f);
        float[] surelyNone = Answer(flat, none: 0.97f);
        float[] between = Answer(kick, none: 0.55f);

        Assert.Equal(0, Array.IndexOf(surelyKick, surelyKick.Max()));
        Assert.True(surelyKick[0] > 0.85f, $"{surelyKick[0]}");
        Assert.Equal(7, Array.IndexOf(surelyNone, surelyNone.Max()));
        Assert.True(surelyNone[7] > 0.8f, $"{surelyNone[7]}");
        Assert.Equal(0, Array.IndexOf(between, between.Max()));
        Assert.All([surelyKick, surelyNone, between], row => Assert.Equal(1, row.Sum(), 1e-5));

        float[] Answer(float[] probabilities, float none)
        {
            float[] scores = StandingClasses.Scores(probabilities, none, [1f, 4f]);
            return CalibrationFitter.Probabilities(scores, scores.Length)[0];
        }
    }

    private static float None(Classification found)
    {
        using IDrumClassifier classifier = DrumClassifier.Create();
        return StandingClasses.NoneOf(found, classifier.Model.Kinds);
    }

    private static Classification Classify(IDrumClassifier classifier, AudioClip clip) => classifier.Classify(clip.Samples, clip.SampleRate);

    private static float[] Probabilities(Classification found) => [.. found.Probabilities.Select(probability => probability.Probability)];

    private static double[] Draw(Random random, int length, int middle) => [.. Enumerable.Range(0, length).Select(i => random.NextDouble() + (i == middle ? 1 : 0))];

    private static double Loss(HeadExample[] examples, LinearHead head, double penalty)
    {
        double total = examples.Sum(example => example.Weight);
        double loss = examples.Sum(example =>
        {
            double[] scores = head.Score(example.Features);
            return example.Weight / total * (Math.Log(scores.Sum(Math.Exp)) - scores[example.Label]);
        });
        return loss + (penalty / 2 * head.Parameters.Take(head.Classes * head.Length).Sum(weight => weight * weight));
    }
}
