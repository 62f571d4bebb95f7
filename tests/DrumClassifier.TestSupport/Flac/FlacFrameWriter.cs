using System.Numerics;

namespace DrumClassification.Tests;

/// <summary>Writes FLAC frames.</summary>
internal static class FlacFrameWriter
{
    private static readonly int[] Rates = [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000];

    /// <summary>A frame's header with its checksum.</summary>
    public static byte[] Header(int[][] samples, int sampleRate, int bits, bool countsSamples, long number, FlacFrameCoding coding)
    {
        int length = samples[0].Length;
        int blockCode = coding.BlockSizeCode ?? BlockSizeCode(length);
        FlacBitWriter writer = new();
        writer.Write(0x7FFC, 15);
        writer.Write(countsSamples ? 1 : 0, 1);
        writer.Write(blockCode, 4);
        writer.Write(coding.RateCode, 4);
        writer.Write(coding.StereoCode ?? (samples.Length - 1), 4);
        writer.Write(coding.HasBits ? BitsCode(bits) : 0, 3);
        writer.Write(0, 1);
        WriteNumber(writer, number);
        if (blockCode is 6 or 7)
        {
            writer.Write(length - 1, blockCode == 6 ? 8 : 16);
        }

        switch (coding.RateCode)
        {
            case 12:
                writer.Write(sampleRate / 1000, 8);
                break;
            case 13:
                writer.Write(sampleRate, 16);
                break;
            case 14:
                writer.Write(sampleRate / 10, 16);
                break;
            default:
                if (coding.RateCode > 0 && Rates[coding.RateCode] != sampleRate)
                {
                    throw new ArgumentException("The code is that of another rate.", nameof(coding));
                }

                break;
        }

        return writer.ToBytes(8, 0x07);
    }

    /// <summary>A whole frame with its checksum.</summary>
    public static byte[] Frame(byte[] header, int[][] samples, int bits, FlacFrameCoding coding)
    {
        FlacBitWriter writer = new();
        foreach (byte value in header)
        {
            writer.Write(value, 8);
        }

        long[][] stored = Stored(samples, coding.StereoCode);
        for (int channel = 0; channel < stored.Length; channel++)
        {
            bool isDifference = coding.StereoCode is { } code && channel == (code == 9 ? 0 : 1);
            FlacSubframeWriter.Write(
                writer, stored[channel], bits + (isDifference ? 1 : 0), coding.Channels[Math.Min(channel, coding.Channels.Count - 1)]);
        }

        writer.Align();
        return writer.ToBytes(16, 0x8005);
    }

    private static long[][] Stored(int[][] samples, int? stereoCode)
    {
        long[][] stored = [.. samples.Select(channel => channel.Select(sample => (long)sample).ToArray())];
        if (stereoCode is null)
        {
            return stored;
        }

        (long[] left, long[] right) = (stored[0], stored[1]);
        long[] side = [.. left.Zip(right, (l, r) => l - r)];
        return stereoCode switch
        {
            8 => [left, side],
            9 => [side, right],
            _ => [[.. left.Zip(right, (l, r) => (l + r) >> 1)], side],
        };
    }

    private static int BlockSizeCode(int length) => length switch
    {
        192 => 1,
        576 or 1152 or 2304 or 4608 => 2 + BitOperations.Log2((uint)length / 576),
        256 or 512 or 1024 or 2048 or 4096 or 8192 or 16384 or 32768 => BitOperations.Log2((uint)length),
        <= 256 => 6,
        _ => 7,
    };

    private static int BitsCode(int bits) => bits switch { 8 => 1, 12 => 2, 16 => 4, 20 => 5, 24 => 6, 32 => 7, _ => 0 };

    private static void WriteNumber(FlacBitWriter writer, long number)
    {
        if (number < 0x80)
        {
            writer.Write(number, 8);
            return;
        }

        // So many bytes behind the first, with 6 bits each; the first has as many ones as there are bytes.
        int more = 1;
        while (number >> ((6 * more) + Math.Max(0, 6 - more)) != 0)
        {
            more++;
        }

        long lead = (0xFF << (7 - more)) & 0xFF;
        writer.Write(lead | (number >> (6 * more)), 8);
        for (int i = more - 1; i >= 0; i--)
        {
            writer.Write(0x80 | ((number >> (6 * i)) & 0x3F), 8);
        }
    }
}
