namespace DrumClassification;

/// <summary>Turns the network's scores into calibrated probabilities.</summary>
internal static class Softmax
{
    /// <summary>
    /// Writes softmax(logits / temperature) and returns the index of the largest. The largest score is subtracted first, so
    /// that no exponential overflows, and the sum is taken in double precision.
    /// </summary>
    /// <exception cref="CorruptAudioException">A score is not a finite number.</exception>
    public static int Apply(ReadOnlySpan<float> logits, float temperature, Span<float> probabilities)
    {
        int best = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            if (!float.IsFinite(logits[i]))
            {
                throw new CorruptAudioException(
                    "The model's scores for this sound are not finite numbers; the sound holds samples that are NaN, infinite or far out of range.");
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
