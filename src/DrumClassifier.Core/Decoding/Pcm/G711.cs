namespace DrumClassification;

/// <summary>A-law and μ-law: eight bits to sixteen, by the segments of ITU-T recommendation G.711.</summary>
internal static class G711
{
    /// <summary>Every A-law code's value, as a fraction of full scale.</summary>
    public static float[] ALaw { get; } = Table(DecodeALaw);

    /// <summary>Every μ-law code's value, as a fraction of full scale.</summary>
    public static float[] MuLaw { get; } = Table(DecodeMuLaw);

    private static float[] Table(Func<int, int> decode)
    {
        float[] table = new float[256];
        for (int code = 0; code < table.Length; code++)
        {
            table[code] = decode(code) / 32768f;
        }

        return table;
    }

    private static int DecodeALaw(int code)
    {
        code ^= 0x55;
        int segment = (code >> 4) & 7;
        int step = ((code & 15) << 4) + 8;
        int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int DecodeMuLaw(int code)
    {
        const int Bias = 0x84;
        code = ~code & 0xFF;
        int magnitude = ((((code & 15) << 3) + Bias) << ((code >> 4) & 7)) - Bias;
        return (code & 0x80) != 0 ? -magnitude : magnitude;
    }
}
