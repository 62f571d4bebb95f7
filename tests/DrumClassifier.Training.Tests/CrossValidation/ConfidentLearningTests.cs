using DrumClassification.Training.CrossValidation;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;

namespace DrumClassification.Tests.CrossValidation;

public sealed class ConfidentLearningTests
{
    // Kicks get 0.9, 0.7 and 0.2 for kick: threshold 0.6. Hats get 0.5 and 0.3 for hat: threshold 0.4.
    private static readonly OutOfFoldPrediction[] Predictions =
    [
        Predict("sure kick", "kick", 0.9f, 0.1f),
        Predict("kick", "kick", 0.7f, 0.2f),
        Predict("hat called kick", "kick", 0.2f, 0.45f),
        Predict("hat", "hat", 0.3f, 0.5f),
        Predict("perhaps a kick", "hat", 0.55f, 0.3f),
        Predict("rim like a kick", LabelNames.Other, 0.65f, 0.1f),
        Predict("rim", LabelNames.Other, 0.55f, 0.1f),
    ];

    [Fact]
    public void A_class_s_threshold_is_the_mean_probability_that_sounds_labelled_so_get_for_it()
    {
        IReadOnlyList<double> thresholds = ConfidentLearning.Thresholds(Predictions);

        Assert.Equal(0.6, thresholds[0], 6);
        Assert.Equal(0.4, thresholds[1], 6);
        Assert.All(thresholds.Skip(2), threshold => Assert.Equal(1, threshold));
    }

    [Fact]
    public void Suspects_disagree_with_their_label_and_are_confident_where_the_class_s_own_threshold_is_reached()
    {
        IReadOnlyList<Suspect> suspects = ConfidentLearning.Find(Predictions);

        // 0.45 is confident for a hat while 0.55 is not for a kick; what is none of the classes is a suspect only where confident.
        Assert.Equal(
            [("rim like a kick", "kick", true), ("perhaps a kick", "kick", false), ("hat called kick", "hat", true)],
            suspects.Select(s => (s.Prediction.Sound.Name, s.Prediction.PredictedLabel, s.IsConfident)));
        Assert.Equal([null, 0.3f, 0.2f], suspects.Select(s => s.Prediction.GivenProbability));
    }

    private static OutOfFoldPrediction Predict(string name, string label, float kick, float hat)
    {
        float rest = (1 - kick - hat) / 4;
        Sound sound = new() { Path = name, Name = name, Label = label, Group = name, Source = "s", Fine = label };
        return new OutOfFoldPrediction(sound, 1, [kick, hat, rest, rest, rest, rest]);
    }
}
