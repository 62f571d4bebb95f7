namespace DrumClassification.Benchmarks.Baselines;

/// <summary>The mel filters as a full matrix of bands × bins, zeros included.</summary>
internal sealed class DenseMelFilters
{
    private readonly float[][] _rows;

    public DenseMelFilters(MelFilterBank filters, int bins)
    {
        _rows = new float[filters.Bands][];
        for (int band = 0; band < filters.Bands; band++)
        {
            _rows[band] = new float[bins];
            filters.Weights.AsSpan(filters.Offsets[band]..filters.Offsets[band + 1]).CopyTo(_rows[band].AsSpan(filters.FirstBins[band]));
        }
    }

    /// <summary>The product with one power spectrum, for some of the bands.</summary>
    public void Apply(double[] power, int firstBand, int endBand, float[,] output, int frame)
    {
        for (int band = firstBand; band < endBand; band++)
        {
            float[] row = _rows[band];
            double sum = 0;
            for (int bin = 0; bin < row.Length; bin++)
            {
                sum += row[bin] * power[bin];
            }

            output[band, frame] = (float)sum;
        }
    }
}
