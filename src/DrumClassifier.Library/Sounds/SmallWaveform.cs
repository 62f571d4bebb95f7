using System.Numerics.Tensors;

namespace DrumClassification.Library.Sounds;

/// <summary>A sound drawn small: the lowest and the highest sample of each of 128 equal parts, in 1/127 of full scale.</summary>
internal static class SmallWaveform
{
    /// <summary>How many parts there are; fewer where there are fewer samples.</summary>
    public const int Columns = 128;

    private const float Scale = sbyte.MaxValue;

    /// <summary>Makes it.</summary>
    /// <param name="samples">The sound, mono, nominally −1 … 1; what is beyond is cut.</param>
    /// <returns>Two signed bytes a part: lowest, highest.</returns>
    public static byte[] Of(ReadOnlySpan<float> samples)
    {
        int columns = Math.Min(Columns, samples.Length);
        byte[] picture = new byte[2 * columns];
        for (int column = 0; column < columns; column++)
        {
            int start = (int)((long)column * samples.Length / columns);
            int end = (int)((long)(column + 1) * samples.Length / columns);
            ReadOnlySpan<float> part = samples[start..end];
            picture[2 * column] = (byte)Level(TensorPrimitives.Min(part));
            picture[(2 * column) + 1] = (byte)Level(TensorPrimitives.Max(part));
        }

        return picture;
    }

    private static sbyte Level(float sample) => (sbyte)MathF.Round(Math.Clamp(sample, -1, 1) * Scale);
}
