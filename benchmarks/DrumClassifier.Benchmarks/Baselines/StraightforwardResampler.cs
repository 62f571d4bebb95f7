namespace DrumClassification.Benchmarks.Baselines;

/// <summary>The library's filter in polyphase form with a table of all phases, applied one multiplication at a time.</summary>
internal sealed class StraightforwardResampler
{
    private readonly int _up;
    private readonly int _down;
    private readonly int _halfTaps;
    private readonly float[][] _rows;

    public StraightforwardResampler(int sourceRate, int targetRate)
    {
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(sourceRate, targetRate);
        _up = targetRate / divisor;
        _down = sourceRate / divisor;
        ResamplerFilter filter = new(_up, _down);
        _halfTaps = filter.HalfTaps;
        double[] taps = new double[2 * _halfTaps];
        _rows = new float[_up][];
        for (int phase = 0; phase < _up; phase++)
        {
            filter.Design((double)phase / _up, taps);
            _rows[phase] = Array.ConvertAll(taps, tap => (float)tap);
        }
    }

    public float[] Resample(float[] input)
    {
        float[] output = new float[((long)input.Length * _up + _down - 1) / _down];
        for (int k = 0; k < output.Length; k++)
        {
            long time = (long)k * _down;
            float[] row = _rows[time % _up];
            int first = (int)(time / _up) - _halfTaps + 1;
            float sum = 0;
            for (int i = 0; i < row.Length; i++)
            {
                int index = first + i;
                if (index >= 0 && index < input.Length)
                {
                    sum += row[i] * input[index];
                }
            }

            output[k] = sum;
        }

        return output;
    }
}
