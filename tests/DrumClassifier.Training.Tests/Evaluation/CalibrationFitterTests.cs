using DrumClassification.Modelling.Calibration;
using DrumClassification.Training.Evaluation;

namespace DrumClassification.Tests.Evaluation;

public sealed class CalibrationFitterTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void The_temperature_that_scaled_the_scores_is_found_again(double temperature)
    {
        // Scores (log odds × temperature, 0) of answers that are right with exactly the probability the odds say:
        // out of 100 sounds with probability p, p × 100 are of the first class.
        List<float> logits = [];
        List<int> truth = [];
        foreach (int percent in (int[])[60, 70, 80, 90, 95])
        {
            for (int i = 0; i < 100; i++)
            {
                logits.Add((float)(Math.Log(percent / (100.0 - percent)) * temperature));
                logits.Add(0);
                truth.Add(i < percent ? 0 : 1);
            }
        }

        Assert.Equal(temperature, CalibrationFitter.FitTemperature(logits.ToArray(), truth, 2), 3);
    }

    [Fact]
    public void The_fitted_temperature_lowers_the_loss_and_keeps_the_answers()
    {
        Random random = new(1);
        float[] logits = [.. Enumerable.Range(0, 600).Select(_ => (float)(10 * random.NextDouble()))];
        int[] truth = [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? random.Next(6) : Top(logits, i))];

        double temperature = CalibrationFitter.FitTemperature(logits, truth, 6);

        Assert.True(CalibrationFitter.LogLoss(logits, truth, 6, temperature) < CalibrationFitter.LogLoss(logits, truth, 6, 1));
        float[][] probabilities = CalibrationFitter.Probabilities(logits, 6, temperature);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(Top(logits, i), Array.IndexOf(probabilities[i], probabilities[i].Max())));
        Assert.All(probabilities, row => Assert.Equal(1, row.Sum(), 5));
        Assert.Equal(CalibrationFitter.LogLoss(logits, truth, 6, temperature), ClassificationMetrics.Compute(["a", "b", "c", "d", "e", "f"], truth, probabilities).LogLoss, 4);
    }

    [Fact]
    public void Scores_that_separate_the_classes_perfectly_get_the_lowest_temperature() =>
        Assert.Equal(0.05, CalibrationFitter.FitTemperature(new float[] { 1, 0, 0, 1 }, [0, 1], 2), 9);

    [Fact]
    public void Huge_scores_do_not_overflow()
    {
        Assert.Equal([1f, 0f], CalibrationFitter.Probabilities([5000f, -5000f], 2)[0]);
        Assert.Equal(10000, CalibrationFitter.LogLoss([5000f, -5000f], [1], 2, 1), 6);
    }

    [Fact]
    public void Scores_that_do_not_fit_the_sounds_are_refused() =>
        Assert.Throws<ArgumentException>(() => CalibrationFitter.FitTemperature(new float[5], [0], 6));

    private static int Top(float[] logits, int sound)
    {
        float[] row = logits[(sound * 6)..((sound * 6) + 6)];
        return Array.IndexOf(row, row.Max());
    }
}
