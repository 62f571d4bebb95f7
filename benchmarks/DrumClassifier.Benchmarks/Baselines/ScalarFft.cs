using System.Numerics;

namespace DrumClassification.Benchmarks.Baselines;

/// <summary>The textbook's transform: complex, radix 2, in place, one butterfly at a time, with a table of twiddle factors.</summary>
internal sealed class ScalarFft
{
    private readonly Complex[] _roots;

    public ScalarFft(int size) =>
        _roots = [.. Enumerable.Range(0, size / 2).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / size))];

    public void Forward(Complex[] data)
    {
        int size = data.Length;
        for (int i = 1, j = 0; i < size; i++)
        {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (data[i], data[j]) = (data[j], data[i]);
            }
        }

        for (int length = 2; length <= size; length *= 2)
        {
            int stride = size / length;
            for (int start = 0; start < size; start += length)
            {
                for (int k = 0; k < length / 2; k++)
                {
                    Complex even = data[start + k];
                    Complex odd = data[start + k + length / 2] * _roots[k * stride];
                    data[start + k] = even + odd;
                    data[start + k + length / 2] = even - odd;
                }
            }
        }
    }
}
