using DrumClassification.Modelling.Calibration;
using DrumClassification.Training.Evaluation;

namespace DrumClassification.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    private static readonly string[] Labels = ["kick", "hat", "snare"];

    // Six sounds, worked out by hand: kick right, kick right, kick called hat, hat right, hat unreadable, snare called kick.
    private static readonly int[] Truth = [0, 0, 0, 1, 1, 2];

    private static readonly float[]?[] Answers =
        [[0.9f, 0.05f, 0.05f], [0.6f, 0.3f, 0.1f], [0.3f, 0.5f, 0.2f], [0.1f, 0.8f, 0.1f], null, [0.7f, 0.1f, 0.2f]];

    [Fact]
    public void A_small_case_matches_the_figures_worked_out_by_hand()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Compute(Labels, Truth, Answers);

        Assert.Equal(6, metrics.Count);
        Assert.Equal(1, metrics.Failures);
        Assert.Equal(3 / 6.0, metrics.Accuracy, 12);
        Assert.Equal(((2 / 3.0) + (1 / 2.0) + 0) / 3, metrics.BalancedAccuracy, 12);
        Assert.Equal([[2, 1, 0], [0, 1, 0], [1, 0, 0]], metrics.Confusion.Select(row => row.ToArray()));
        Assert.Equal(new ClassMetrics("kick", 2 / 3.0, 2 / 3.0, 2 / 3.0, 3), metrics.Classes[0]);
        Assert.Equal(new ClassMetrics("hat", 0.5, 0.5, 0.5, 2), metrics.Classes[1]);
        Assert.Equal(new ClassMetrics("snare", 0, 0, 0, 1), metrics.Classes[2]);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.6) + Math.Log(0.3) + Math.Log(0.8) + Math.Log(0.2)) / 5, metrics.LogLoss, 6);
        Assert.Equal(3.5 / 5, metrics.MeanConfidence, 6);
    }

    [Fact]
    public void Classes_without_sounds_do_not_count_in_the_balanced_accuracy()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Compute(Labels, [0, 1], [[1, 0, 0], [1, 0, 0]]);

        Assert.Equal(0.5, metrics.BalancedAccuracy, 12);
    }

    [Fact]
    public void The_calibration_error_is_the_weighted_gap_between_confidence_and_accuracy_in_each_bin()
    {
        // Ten answers of confidence 0.95, nine right: gap 0.05. Ten of confidence 0.55, three right: gap 0.25. Together (0.05 + 0.25) / 2.
        List<int> truth = [];
        List<float[]?> answers = [];
        for (int i = 0; i < 10; i++)
        {
            truth.Add(i < 9 ? 0 : 1);
            answers.Add([0.95f, 0.05f]);
            truth.Add(i < 3 ? 0 : 1);
            answers.Add([0.55f, 0.45f]);
        }

        Assert.Equal(0.15, ClassificationMetrics.Compute(["kick", "hat"], truth, answers).ExpectedCalibrationError, 6);
    }

    [Fact]
    public void A_classifier_that_is_always_sure_and_right_has_no_calibration_error()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Compute(["kick", "hat"], [0, 1], [[1, 0], [0, 1]]);

        Assert.Equal((0.0, 1.0, 0.0), (metrics.ExpectedCalibrationError, metrics.Accuracy, metrics.LogLoss));
    }

    [Fact]
    public void Inputs_that_do_not_fit_each_other_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Compute(Labels, [], []));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Compute(Labels, [0, 1], [[1, 0, 0]]));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Compute(Labels, [3], [[1, 0, 0]]));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Compute(Labels, [0], [[1, 0]]));
    }

    [Theory]
    [InlineData(new[] { 0.9, 0.8 }, new[] { 0.1, 0.2, 0.3 }, 1.0)]
    [InlineData(new[] { 0.1 }, new[] { 0.9 }, 0.0)]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 0.5 }, 0.5)]
    [InlineData(new[] { 0.8, 0.4 }, new[] { 0.6, 0.4 }, 0.625)] // pairs won: 0.8>0.6, 0.8>0.4, half of 0.4=0.4, so 2.5 of 4
    public void The_auroc_is_the_share_of_pairs_in_the_right_order(double[] positives, double[] negatives, double expected) =>
        Assert.Equal(expected, Auroc.Compute(positives, negatives)!.Value, 12);

    [Fact]
    public void The_auroc_of_nothing_against_something_does_not_exist() => Assert.Null(Auroc.Compute([0.5], []));
}
