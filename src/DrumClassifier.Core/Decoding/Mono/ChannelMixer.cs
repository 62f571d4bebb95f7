namespace DrumClassification;

/// <summary>
/// Channels to one: their mean, or the loudest channel where they cancel (one of two is inverted, or nearly so), because the mean would
/// be silence or what little the two do not share.
/// </summary>
internal static class ChannelMixer
{
    // The mean of channels that have nothing in common has the sum of their energies over the square of their number. Less than a
    // tenth of it is left only if they cancel; one channel alone, or one per drum, is never near it.
    private const double CancelledBelow = 0.1;
    private const int MostOnStack = 64;

    /// <summary>Tells by the energies how channels become one.</summary>
    /// <param name="meanEnergy">Sum of the squares of the channels' mean.</param>
    /// <param name="energies">Sum of the squares of each channel.</param>
    /// <returns>The channel to take; null for the mean.</returns>
    public static int? Choose(double meanEnergy, ReadOnlySpan<double> energies)
    {
        double sum = 0;
        int loudest = 0;
        for (int i = 0; i < energies.Length; i++)
        {
            sum += energies[i];
            loudest = energies[i] > energies[loudest] ? i : loudest;
        }

        return meanEnergy < CancelledBelow * sum / ((double)energies.Length * energies.Length) ? loudest : null;
    }

    /// <summary>Tells how the channels of whole frames become one.</summary>
    /// <returns>The channel to take; null for the mean.</returns>
    public static int? Choose(ReadOnlySpan<float> interleaved, int channels)
    {
        if (channels == 1)
        {
            return null;
        }

        Span<double> energies = channels <= MostOnStack ? stackalloc double[channels] : new double[channels];
        energies.Clear();
        double meanEnergy = 0;
        for (int frame = 0; frame + channels <= interleaved.Length; frame += channels)
        {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++)
            {
                double sample = interleaved[frame + channel];
                energies[channel] += sample * sample;
                sum += sample;
            }

            double mean = sum / channels;
            meanEnergy += mean * mean;
        }

        return Choose(meanEnergy, energies);
    }

    /// <summary>Writes one sample for each whole frame.</summary>
    /// <param name="interleaved">Whole frames.</param>
    /// <param name="channels">Number of channels, 1 or more.</param>
    /// <param name="channel">The channel to take; null for the mean.</param>
    /// <param name="mono">Receives a sample a frame; may be the start of <paramref name="interleaved"/> itself.</param>
    public static void Mix(ReadOnlySpan<float> interleaved, int channels, int? channel, Span<float> mono)
    {
        if (channels == 1)
        {
            interleaved[..mono.Length].CopyTo(mono);
        }
        else if (channel is { } chosen)
        {
            for (int i = 0; i < mono.Length; i++)
            {
                mono[i] = interleaved[(i * channels) + chosen];
            }
        }
        else if (channels == 2)
        {
            // Halved before they are added: two large floats must not become infinity.
            for (int i = 0; i < mono.Length; i++)
            {
                mono[i] = (interleaved[2 * i] * 0.5f) + (interleaved[(2 * i) + 1] * 0.5f);
            }
        }
        else
        {
            for (int i = 0; i < mono.Length; i++)
            {
                double sum = 0;
                foreach (float sample in interleaved.Slice(i * channels, channels))
                {
                    sum += sample;
                }

                mono[i] = (float)(sum / channels);
            }
        }
    }
}
