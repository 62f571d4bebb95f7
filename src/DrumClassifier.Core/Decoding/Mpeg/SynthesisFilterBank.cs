using System.Runtime.Intrinsics;

namespace DrumClassification;

/// <summary>
/// The polyphase synthesis of one channel: 32 subband samples to 32 samples (ISO 11172-3, 2.4.3.2.2 and figure A.2). The matrixing is two
/// 16-point cosine transforms of sums and differences, as plain matrix products: with vectors that is as fast as a fast transform.
/// </summary>
internal sealed class SynthesisFilterBank
{
    private const int Subbands = 32;
    private const int Half = 16;
    private const int BlockLength = 64;
    private const int Blocks = 16;

    private static readonly float[] EvenMatrix = Matrix(0);
    private static readonly float[] OddMatrix = Matrix(1);

    private readonly float[] _blocks = new float[Blocks * BlockLength];
    private readonly float[] _sums = new float[Half];
    private readonly float[] _differences = new float[Half];
    private readonly float[] _transform = new float[Subbands];
    private int _newest;

    /// <summary>Turns 32 subband samples into the next 32 samples.</summary>
    public void Decode(ReadOnlySpan<float> subbands, Span<float> output)
    {
        _newest = (_newest + Blocks - 1) % Blocks;
        Transform(subbands);
        Span<float> block = _blocks.AsSpan(_newest * BlockLength, BlockLength);

        // cos((16 + i)(2k + 1)π / 64) for i = 0 … 63 are the 32 values of the transform, mirrored and turned round.
        _transform.AsSpan(Half).CopyTo(block);
        block[Half] = 0;
        for (int i = 1; i <= Subbands; i++)
        {
            block[48 - Subbands + i] = -_transform[Subbands - i];
        }

        for (int i = 1; i < Half; i++)
        {
            block[48 + i] = -_transform[i];
        }

        Window(output);
    }

    private void Transform(ReadOnlySpan<float> subbands)
    {
        for (int i = 0; i < Half; i++)
        {
            _sums[i] = subbands[i] + subbands[Subbands - 1 - i];
            _differences[i] = subbands[i] - subbands[Subbands - 1 - i];
        }

        Vector256<float> even0 = default;
        Vector256<float> even1 = default;
        Vector256<float> odd0 = default;
        Vector256<float> odd1 = default;
        for (int i = 0; i < Half; i++)
        {
            Vector256<float> sum = Vector256.Create(_sums[i]);
            Vector256<float> difference = Vector256.Create(_differences[i]);
            ReadOnlySpan<float> evenRow = EvenMatrix.AsSpan(i * Half, Half);
            ReadOnlySpan<float> oddRow = OddMatrix.AsSpan(i * Half, Half);
            even0 += sum * Vector256.Create(evenRow);
            even1 += sum * Vector256.Create(evenRow[8..]);
            odd0 += difference * Vector256.Create(oddRow);
            odd1 += difference * Vector256.Create(oddRow[8..]);
        }

        for (int i = 0; i < 8; i++)
        {
            _transform[2 * i] = even0[i];
            _transform[(2 * i) + 1] = odd0[i];
            _transform[Half + (2 * i)] = even1[i];
            _transform[Half + (2 * i) + 1] = odd1[i];
        }
    }

    private void Window(Span<float> output)
    {
        Vector256<float> sum0 = default;
        Vector256<float> sum1 = default;
        Vector256<float> sum2 = default;
        Vector256<float> sum3 = default;
        for (int i = 0; i < Blocks; i++)
        {
            // Of each second block the first half is used, of the others the last quarter and the one before.
            int start = (((_newest + i) % Blocks) * BlockLength) + ((i & 1) * Subbands);
            ReadOnlySpan<float> values = _blocks.AsSpan(start, Subbands);
            ReadOnlySpan<float> window = SynthesisWindow.Coefficients.AsSpan(i * Subbands, Subbands);
            sum0 += Vector256.Create(values) * Vector256.Create(window);
            sum1 += Vector256.Create(values[8..]) * Vector256.Create(window[8..]);
            sum2 += Vector256.Create(values[16..]) * Vector256.Create(window[16..]);
            sum3 += Vector256.Create(values[24..]) * Vector256.Create(window[24..]);
        }

        sum0.CopyTo(output);
        sum1.CopyTo(output[8..]);
        sum2.CopyTo(output[16..]);
        sum3.CopyTo(output[24..]);
    }

    private static float[] Matrix(int odd)
    {
        float[] matrix = new float[Half * Half];
        for (int input = 0; input < Half; input++)
        {
            for (int result = 0; result < Half; result++)
            {
                matrix[(input * Half) + result] = (float)Math.Cos(((2 * input) + 1) * ((2 * result) + odd) * Math.PI / 64);
            }
        }

        return matrix;
    }
}
