namespace DrumClassification.Modelling.Waveform;

/// <summary>What <see cref="LogMelFrontEnd"/> computes, as a graph: the part from the onset on, its level, mel spectrogram, decibels.</summary>
internal static class FrontEndGraph
{
    /// <summary>The network's input, float[batch, 1, mel bands, frames].</summary>
    /// <param name="envelope">The sounds.</param>
    /// <param name="onset">Where their hits start by the attack, int64[batch, 1].</param>
    /// <param name="settings">The front end: at one rate, of a limited length, its windows of even length.</param>
    public static GraphValue Create(EnvelopeGraph envelope, GraphValue onset, FrontEndSettings settings)
    {
        int rate = settings.SampleRate!.Value;
        long longest = Math.Max(1, (long)Math.Round(settings.MaxSeconds!.Value * rate));
        (GraphValue part, GraphValue length) = SelectPart(envelope, onset, settings, longest);
        if (settings.NormalizePeak)
        {
            GraphValue peak = part.Abs().Largest(1);
            part /= (peak > 0f).Choose(peak, 1f);
        }

        var positions = new FramePositions(settings, 1);
        long heard = settings.Centered ? longest : Math.Max(0, longest - settings.FftSize);
        long[] starts = [.. Enumerable.Range(0, positions.CountUpTo((int)heard)).Select(positions.GetStart)];
        GraphValue power = MelPower(part, starts, settings, longest);

        // Frames after the sound's end count for nothing.
        GraphValue reach = settings.Centered ? length : (length - settings.FftSize).AtLeast(0L);
        GraphValue isFrame = (part.Graph.Constant([starts.Length], starts) <= reach).Insert(2);
        return ToNetwork(power, isFrame, settings, starts.Length);
    }

    /// <summary>The samples from just before the onset, float[batch, longest], zeros around them, and how many there are, int64[batch, 1].</summary>
    private static (GraphValue Part, GraphValue Length) SelectPart(EnvelopeGraph envelope, GraphValue onset, FrontEndSettings settings, long longest)
    {
        WaveformInput input = envelope.Input;
        GraphScope graph = onset.Graph;
        GraphValue samples = input.Samples;
        GraphValue start = graph.Constant(0L) * input.Length;
        long preRoll = 0;
        if (settings.OnsetThresholdDecibels is double threshold)
        {
            preRoll = (long)Math.Round(settings.OnsetPreRollSeconds * envelope.SampleRate);
            if (settings.OnsetRule == OnsetRule.Attack)
            {
                start = onset;
                samples = input.IsSound.Choose(samples - envelope.Offset, 0f);
            }
            else
            {
                start = AttackGraph.FindFirstSample(input, threshold);
            }
        }

        GraphValue padded = samples.Pad(graph.Constant(preRoll), graph.Constant(longest));
        GraphValue part = padded.GatherInRows(start + graph.Range(graph.Constant(longest)));
        return (part, (input.Length - start + preRoll).AtMost(longest));
    }

    /// <summary>float[batch, frames, mel bands].</summary>
    private static GraphValue MelPower(GraphValue part, long[] starts, FrontEndSettings settings, long longest)
    {
        MelFilterBank filters = MelFilterBank.Create(settings, settings.SampleRate!.Value);
        int border = settings.LowBandWindowLength is int length && length != settings.WindowLength ? filters.CountBandsBelow(settings.LowBandMaxFrequency) : 0;
        int low = border > 0 ? settings.LowBandWindowLength!.Value : settings.WindowLength;
        long half = Math.Max(low, settings.WindowLength) / 2;
        long[] middles = [.. starts.Select(start => start + half + (settings.Centered ? 0 : settings.FftSize / 2))];
        GraphValue padded = part.Pad(part.Graph.Constant(half), part.Graph.Constant(Math.Max(0, middles[^1] - longest)));

        GraphValue? lowBands = border == 0
            ? null
            : SpectrumGraph.MelPower(padded, middles, settings, low, Math.Sqrt((double)settings.WindowLength / low), filters, ..border);
        if (border == filters.Bands)
        {
            return lowBands!.Value;
        }

        GraphValue bands = SpectrumGraph.MelPower(padded, middles, settings, settings.WindowLength, 1, filters, border..);
        return lowBands?.Append(bands, 2) ?? bands;
    }

    /// <summary>As <see cref="Decibels"/>, padded or cut to the network's frames.</summary>
    private static GraphValue ToNetwork(GraphValue power, GraphValue isFrame, FrontEndSettings settings, int frames)
    {
        GraphScope graph = power.Graph;
        float least = (float)settings.MinPower;
        GraphValue loudest = isFrame.Choose(power, 0f).Largest(1, 2).AtLeast(least).Decibels();
        GraphValue reference = settings.DecibelReference == DecibelReference.Maximum ? loudest : loudest * 0f;
        GraphValue decibels = power.AtLeast(least).Decibels().AtLeast(loudest + (float)-settings.DynamicRangeDecibels) - reference;
        float scale = (float)settings.OutputScale;
        float padding = (float)((settings.PaddingDecibels + settings.OutputOffset) * settings.OutputScale);
        GraphValue values = isFrame.Choose((decibels + (float)settings.OutputOffset) * scale, padding);
        if (frames > settings.Frames)
        {
            values = values.Slice(1, 0, settings.Frames);
        }
        else if (frames < settings.Frames)
        {
            // No sound is long enough for the last frames.
            int missing = settings.Frames - frames;
            GraphValue rest = graph.Constant([1, missing, settings.MelBands], [.. Enumerable.Repeat(padding, missing * settings.MelBands)]);
            values = values.Append(rest + (loudest * 0f), 1);
        }

        return graph.NamedNode(ModelManifest.InputName, "Unsqueeze", values.Transpose(0, 2, 1), graph.Constant(1L));
    }
}
