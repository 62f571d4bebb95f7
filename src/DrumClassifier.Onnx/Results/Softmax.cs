namespace DrumClassification;

/// <summary>Turns the network's scores into calibrated probabilities.</summary>
internal static class Softmax
{
    /// <summary>
    /// Writes softmax(logits / temperature) and returns the index of the largest. The largest score is subtracted first, so
    /// that no exponential overflows, and the sum is taken in double precision.
    /// </summary>
    /// <param name="logits">The scores of a sound.</param>
    /// <param name="temperature">What they are divided by.</param>
    /// <param name="probabilities">Receives as many probabilities.</param>
    /// <param name="source">Where the model came from, for the error.</param>
    /// <exception cref="InvalidModelException">A score is not a finite number: no sound can cause that, whose samples are all finite and bounded.</exception>
    public static int Apply(ReadOnlySpan<float> logits, float temperature, Span<float> probabilities, string source = "the network")
    {
        int best = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            if (!float.IsFinite(logits[i]))
            {
                throw new InvalidModelException($"The model ({source}) is not usable: its scores for a sound are not finite numbers.");
            }

            if (logits[i] > logits[best])
            {
                best = i;
            }
        }

        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double power = Math.Exp(((double)logits[i] - logits[best]) / temperature);
            probabilities[i] = (float)power;
            sum += power;
        }

        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] = (float)(probabilities[i] / sum);
        }

        return best;
    }
}
