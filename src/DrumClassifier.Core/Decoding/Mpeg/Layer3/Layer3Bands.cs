namespace DrumClassification;

/// <summary>Where the scale factor bands of Layer III begin, in spectral lines (ISO 11172-3 table B.8, ISO 13818-3 table B.2; MPEG 2.5 as all decoders have them).</summary>
internal static class Layer3Bands
{
    /// <summary>Number of long bands; entry 22 is the end of the spectrum.</summary>
    public const int LongBands = 22;

    /// <summary>Number of short bands; entry 13 is the end of a window's spectrum.</summary>
    public const int ShortBands = 13;

    private static readonly int[] Rates = [44100, 48000, 32000, 22050, 24000, 16000, 11025, 12000, 8000];

    private static readonly short[][] LongStarts =
    [
        [0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 52, 62, 74, 90, 110, 134, 162, 196, 238, 288, 342, 418, 576],
        [0, 4, 8, 12, 16, 20, 24, 30, 36, 42, 50, 60, 72, 88, 106, 128, 156, 190, 230, 276, 330, 384, 576],
        [0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 54, 66, 82, 102, 126, 156, 194, 240, 296, 364, 448, 550, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 114, 136, 162, 194, 232, 278, 332, 394, 464, 540, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576],
        [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576],
        [0, 12, 24, 36, 48, 60, 72, 88, 108, 132, 160, 192, 232, 280, 336, 400, 476, 566, 568, 570, 572, 574, 576],
    ];

    private static readonly short[][] ShortStarts =
    [
        [0, 4, 8, 12, 16, 22, 30, 40, 52, 66, 84, 106, 136, 192],
        [0, 4, 8, 12, 16, 22, 28, 38, 50, 64, 80, 100, 126, 192],
        [0, 4, 8, 12, 16, 22, 30, 42, 58, 78, 104, 138, 180, 192],
        [0, 4, 8, 12, 18, 24, 32, 42, 56, 74, 100, 132, 174, 192],
        [0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 136, 180, 192],
        [0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 134, 174, 192],
        [0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 134, 174, 192],
        [0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 134, 174, 192],
        [0, 8, 16, 24, 36, 52, 72, 96, 124, 160, 162, 164, 166, 192],
    ];

    /// <summary>Starts of the long bands at a rate that MPEG audio has.</summary>
    public static ReadOnlySpan<short> Long(int sampleRate) => LongStarts[Array.IndexOf(Rates, sampleRate)];

    /// <summary>Starts of the short bands within one of the three windows.</summary>
    public static ReadOnlySpan<short> Short(int sampleRate) => ShortStarts[Array.IndexOf(Rates, sampleRate)];
}
