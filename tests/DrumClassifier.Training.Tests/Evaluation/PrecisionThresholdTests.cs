using DrumClassification.Modelling.Calibration;
using DrumClassification.Training.Evaluation;

namespace DrumClassification.Tests.Evaluation;

public sealed class PrecisionThresholdTests
{
    [Fact]
    public void The_lowest_threshold_that_still_reaches_the_precision_is_found()
    {
        // 99 right, then a wrong one, then 2 right: with them 101 of 102 are right (99 %), after another two wrong ones 101 of 104 (97.1 %), after a third not.
        (double, bool)[] answers = [.. Enumerable.Range(0, 99).Select(i => (0.99 - (i * 0.001), true)), (0.8, false), (0.7, true), (0.69, true), (0.5, false), (0.4, false), (0.3, false)];

        (double? threshold, double coverage) = PrecisionThreshold.Find(answers.Reverse());

        Assert.Equal(0.4, threshold);
        Assert.Equal(104.0 / 105, coverage, 1e-12);
    }

    [Fact]
    public void Answers_of_equal_confidence_are_decided_together()
    {
        (double? threshold, double coverage) = PrecisionThreshold.Find([(0.9, true), (0.8, true), (0.8, false), (0.8, true)], wanted: 0.9);

        Assert.Equal(0.9, threshold);
        Assert.Equal(0.25, coverage);
    }

    [Fact]
    public void Where_the_surest_is_wrong_and_too_few_are_right_nothing_can_be_decided() =>
        Assert.Equal((null, 0.0), PrecisionThreshold.Find([(0.9, false), (0.8, true), (0.7, true)]));

    [Fact]
    public void A_folds_own_answers_do_not_choose_its_threshold()
    {
        // The first fold is sure of wrong answers; a threshold that saw them would exclude them.
        (int, double, bool)[] answers = [(1, 0.95, false), (1, 0.9, true), (2, 0.8, true), (2, 0.7, true), (2, 0.1, false)];

        (double coverage, double? precision) = PrecisionThreshold.CrossFit(answers, wanted: 1);

        // Fold 1 uses 0.7, which decides both of its answers; fold 2 finds none on fold 1 and decides nothing.
        Assert.Equal(0.4, coverage);
        Assert.Equal(0.5, precision);
    }
}
