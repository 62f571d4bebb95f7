using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// Finds the sound in a waveform file of the Hidden Markov Model Toolkit (.htk; The HTK Book, 5.10): three numbers and 16-bit samples,
/// big-endian. It has no letters to tell it by, so its numbers must all fit.
/// </summary>
internal static class HtkReader
{
    private const string Container = "HTK";
    private const int HeaderSize = 12;

    // With no letters to tell the format by, a number of samples that is off by more than this is none.
    private const int MostOff = 4;

    // The period of a sample is in units of 100 ns.
    private const uint UnitsPerSecond = 10_000_000;

    /// <summary>Whether a file begins as one: two bytes a sample, kind 0 (waveform), a period that makes a sampling rate.</summary>
    public static bool IsOne(ReadOnlySpan<byte> head)
        => head.Length >= HeaderSize
            && BinaryPrimitives.ReadUInt32BigEndian(head[8..]) == 0x0002_0000
            && BinaryPrimitives.ReadUInt32BigEndian(head) is > 0 and < PcmSound.UnknownSize / 2
            && BinaryPrimitives.ReadUInt32BigEndian(head[4..]) is >= UnitsPerSecond / AudioClip.MaxSampleRate and <= UnitsPerSecond / AudioClip.MinSampleRate;

    /// <summary>Reads the header.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated.</exception>
    /// <exception cref="UnsupportedAudioException">The file's length says that it is none.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        long origin = input.Position;
        Span<byte> head = stackalloc byte[HeaderSize];
        input.ReadHeader(head, Container);
        long promised = 2L * BinaryPrimitives.ReadUInt32BigEndian(head);
        long there = (input.Length ?? promised + origin + HeaderSize) - origin - HeaderSize;
        if (promised > MostOff * there || there > MostOff * promised)
        {
            throw ForeignFormat.Unknown.Unsupported();
        }

        double sampleRate = Math.Round(UnitsPerSecond / (double)BinaryPrimitives.ReadUInt32BigEndian(head[4..]));
        PcmSound.Check(Container, 1, sampleRate);
        return new PcmSound(Container, SampleEncoding.Signed16, true, 1, (int)sampleRate)
        {
            Start = origin + HeaderSize,
            Length = promised,
        };
    }
}
