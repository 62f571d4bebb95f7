namespace DrumClassification;

/// <summary>
/// Tells frames of MPEG audio from bytes that have a header by chance: what stands behind the header must be able to be sound. Whatever
/// fails cannot be decoded either.
/// </summary>
internal sealed class MpegPlausibility
{
    private const int SubBands = 32;
    private const int ForbiddenAllocation = 15;
    private const int ScaleFactorBits = 6;
    private const int SamplesOfSubBand = 12;

    private readonly Layer3SideInfo _sideInfo = new();

    /// <summary>Whether a whole frame may be one.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">The frame with its header.</param>
    public bool IsFrame(MpegHeader header, ReadOnlySpan<byte> frame) => header.Layer switch
    {
        1 => IsLayer1(header, frame),
        3 => MpegTag.Read(header, frame) is not null || IsLayer3(header, frame),
        _ => true,
    };

    // The allocation (ISO 11172-3, 2.4.1.5): never 15, and what it asks for must have room in the frame.
    private static bool IsLayer1(MpegHeader header, ReadOnlySpan<byte> frame)
    {
        int start = MpegHeader.Size + (header.HasCrc ? 2 : 0);
        int bound = header.Mode == 1 ? 4 * (header.ModeExtension + 1) : SubBands;
        int numbers = (header.Channels * bound) + SubBands - bound;
        if (frame.Length < start + ((numbers + 1) / 2))
        {
            return false;
        }

        int bits = (8 * start) + (4 * numbers);
        for (int i = 0; i < numbers; i++)
        {
            int allocation = (frame[start + (i / 2)] >> (i % 2 == 0 ? 4 : 0)) & 15;
            if (allocation == ForbiddenAllocation)
            {
                return false;
            }

            // Above the bound both channels have the same samples, and a scale factor each.
            int channels = i < header.Channels * bound ? 1 : header.Channels;
            bits += allocation == 0 ? 0 : (ScaleFactorBits * channels) + (SamplesOfSubBand * (allocation + 1));
        }

        return bits <= 8 * frame.Length;
    }

    private bool IsLayer3(MpegHeader header, ReadOnlySpan<byte> frame)
    {
        int sideStart = MpegHeader.Size + (header.HasCrc ? 2 : 0);
        int mainStart = sideStart + header.SideInfoSize;
        if (frame.Length < mainStart)
        {
            return false;
        }

        Span<byte> side = stackalloc byte[40];
        frame[sideStart..mainStart].CopyTo(side);
        Layer3BitReader bits = new(side, 0);
        return _sideInfo.Read(ref bits, header) && _sideInfo.MainDataBits <= 8 * (_sideInfo.MainDataBegin + frame.Length - mainStart);
    }
}
