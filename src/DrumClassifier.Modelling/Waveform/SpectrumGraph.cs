namespace DrumClassification.Modelling.Waveform;

/// <summary>
/// Mel power spectrogram under one window, as a graph: frames, discrete Fourier transform as a matrix product, squared magnitude, mel filters.
/// </summary>
/// <remarks>
/// A Hann window of even length is symmetric around its middle, so the sums of the samples at equal distances before and after it meet the cosines
/// alone and their differences the sines: half the products. The matrices are made of one period of a cosine, so the file stays small; ONNX Runtime
/// makes them once, when the model is loaded.
/// </remarks>
internal static class SpectrumGraph
{
    /// <summary>Mel power of a range of bands, float[batch, frames, bands].</summary>
    /// <param name="samples">float[batch, n]; frames reach past neither end.</param>
    /// <param name="middles">The sample in the middle of each frame.</param>
    /// <param name="settings">Length of the transform.</param>
    /// <param name="windowLength">Length of the window in samples, even.</param>
    /// <param name="level">Factor on the window.</param>
    /// <param name="filters">The filters of all bands.</param>
    /// <param name="bands">Which bands.</param>
    public static GraphValue MelPower(GraphValue samples, long[] middles, FrontEndSettings settings, int windowLength, double level, MelFilterBank filters, Range bands)
    {
        GraphScope graph = samples.Graph;
        int half = windowLength / 2;
        (int firstBand, int count) = bands.GetOffsetAndLength(filters.Bands);
        (int firstBin, int bins) = Bins(filters, firstBand, count);

        GraphValue distance = graph.Range(graph.Constant((long)half)).Insert(0);
        GraphValue middle = graph.Constant([middles.Length, 1], middles);
        GraphValue after = samples.Gather(middle + distance, 1);
        GraphValue before = samples.Gather(middle - distance, 1);

        GraphValue turn = (distance.Reshape(-1, 1) * (graph.Range(graph.Constant((long)bins)) + firstBin)).Modulo(settings.FftSize);
        GraphValue cosine = graph.Constant([settings.FftSize], [.. Enumerable.Range(0, settings.FftSize).Select(i => (float)Math.Cos(2 * Math.PI * i / settings.FftSize))]);
        GraphValue window = graph.Constant([half, 1], [.. Enumerable.Range(0, half).Select(i => (float)(level * Hann(i, windowLength)))]);
        GraphValue real = (after + before).Times(cosine.Gather(turn, 0) * window);
        GraphValue imaginary = (after - before).Times(cosine.Gather((turn + (settings.FftSize / 4 * 3)).Modulo(settings.FftSize), 0) * window);
        return (real.Square() + imaginary.Square()).Times(graph.Constant([bins, count], Weights(filters, firstBand, count, firstBin, bins)));
    }

    /// <summary>The window's weight so far from its middle; half of it in the middle, which is both before and after.</summary>
    private static double Hann(int distance, int length) => distance == 0 ? 0.5 : 0.5 + 0.5 * Math.Cos(2 * Math.PI * distance / length);

    private static (int First, int Count) Bins(MelFilterBank filters, int firstBand, int count)
    {
        int first = filters.FirstBins.Skip(firstBand).Take(count).Min();
        return (first, Math.Max(1, filters.EndBin(firstBand + count) - first));
    }

    /// <summary>[bins, bands], row-major.</summary>
    private static float[] Weights(MelFilterBank filters, int firstBand, int count, int firstBin, int bins)
    {
        float[] weights = new float[bins * count];
        for (int band = 0; band < count; band++)
        {
            int offset = filters.Offsets[firstBand + band];
            for (int i = offset; i < filters.Offsets[firstBand + band + 1]; i++)
            {
                weights[(filters.FirstBins[firstBand + band] - firstBin + i - offset) * count + band] = filters.Weights[i];
            }
        }

        return weights;
    }
}
