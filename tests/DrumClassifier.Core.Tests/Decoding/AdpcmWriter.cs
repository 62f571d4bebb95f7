using System.Buffers.Binary;

namespace DrumClassification.Tests.Decoding;

/// <summary>
/// Encodes ADPCM greedily: of the 16 codes the one that comes nearest. Written after the specifications and apart from the decoder.
/// </summary>
internal static class AdpcmWriter
{
    private static readonly int[] Adaption = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

    /// <summary>A WAV file of IMA ADPCM in blocks of so many bytes a channel.</summary>
    public static byte[] ImaWav(float[] interleaved, int channels, int blockSize)
    {
        List<byte> data = [];
        int frames = interleaved.Length / channels;
        int blockFrames = ((blockSize - 4) * 2) + 1;
        int[] steps = new int[channels];
        for (int first = 0; first < frames; first += blockFrames)
        {
            byte[] block = new byte[blockSize * channels];
            for (int channel = 0; channel < channels; channel++)
            {
                int predictor = Sample(interleaved, channels, channel, first);
                BinaryPrimitives.WriteInt16LittleEndian(block.AsSpan(4 * channel), (short)predictor);
                block[(4 * channel) + 2] = (byte)steps[channel];
                for (int i = 0; i < blockFrames - 1; i++)
                {
                    int code = EncodeIma(Sample(interleaved, channels, channel, first + 1 + i), ref predictor, ref steps[channel]);
                    int word = (4 * channels) + (4 * ((i / 8 * channels) + channel));
                    block[word + (i % 8 / 2)] |= (byte)(code << (i % 2 * 4));
                }
            }

            data.AddRange(block);
        }

        return Wav(0x11, channels, 4, blockSize * channels, [(byte)blockFrames, (byte)(blockFrames >> 8)], data);
    }

    /// <summary>Packets of 'ima4'.</summary>
    public static byte[] Apple(float[] interleaved, int channels)
    {
        List<byte> data = [];
        int[] predictors = new int[channels];
        int[] steps = new int[channels];
        for (int first = 0; first < interleaved.Length / channels; first += 64)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                byte[] packet = new byte[34];
                BinaryPrimitives.WriteInt16BigEndian(packet, (short)((predictors[channel] & ~0x7F) | steps[channel]));
                for (int i = 0; i < 64; i++)
                {
                    int code = EncodeIma(Sample(interleaved, channels, channel, first + i), ref predictors[channel], ref steps[channel]);
                    packet[2 + (i / 2)] |= (byte)(code << (i % 2 * 4));
                }

                data.AddRange(packet);
            }
        }

        return [.. data];
    }

    /// <summary>A WAV file of Microsoft ADPCM in blocks of so many bytes a channel, all with the second pair of coefficients.</summary>
    public static byte[] MicrosoftWav(float[] interleaved, int channels, int blockSize)
    {
        List<byte> data = [];
        int blockFrames = ((blockSize - 7) * 2) + 2;
        for (int first = 0; first < interleaved.Length / channels; first += blockFrames)
        {
            byte[] block = new byte[blockSize * channels];
            (int Last, int Before, int Delta)[] states = new (int, int, int)[channels];
            for (int channel = 0; channel < channels; channel++)
            {
                states[channel] = (Sample(interleaved, channels, channel, first + 1), Sample(interleaved, channels, channel, first), 256);
                block[channel] = 1;
                BinaryPrimitives.WriteInt16LittleEndian(block.AsSpan(channels + (2 * channel)), (short)states[channel].Delta);
                BinaryPrimitives.WriteInt16LittleEndian(block.AsSpan((3 * channels) + (2 * channel)), (short)states[channel].Last);
                BinaryPrimitives.WriteInt16LittleEndian(block.AsSpan((5 * channels) + (2 * channel)), (short)states[channel].Before);
            }

            for (int i = 0; i < (blockFrames - 2) * channels; i++)
            {
                int target = Sample(interleaved, channels, i % channels, first + 2 + (i / channels));
                int code = EncodeMicrosoft(target, ref states[i % channels]);
                block[(7 * channels) + (i / 2)] |= (byte)(code << (i % 2 == 0 ? 4 : 0));
            }

            data.AddRange(block);
        }

        byte[] pairs = [7, 0, 0, 1, 0, 0, 0, 2, 0, 0xFF, 0, 0, 0, 0, 192, 0, 64, 0, 240, 0, 0, 0, 0xCC, 1, 0x30, 0xFF, 0x88, 1, 0x18, 0xFF];
        return Wav(2, channels, 4, blockSize * channels, [(byte)blockFrames, (byte)(blockFrames >> 8), .. pairs], data);
    }

    private static byte[] Wav(ushort tag, int channels, int bits, int blockSize, byte[] extra, List<byte> data)
        => ChunkFile.Wav().AddFormat(tag, channels, 44100, bits, blockSize, [(byte)extra.Length, 0, .. extra]).Add("fact", new byte[4]).Add("data", [.. data]).ToBytes();

    private static int Sample(float[] interleaved, int channels, int channel, int frame)
        => (frame * channels) + channel < interleaved.Length ? (int)Math.Round(interleaved[(frame * channels) + channel] * 32767) : 0;

    private static int EncodeIma(int target, ref int predictor, ref int step)
    {
        int[] values = new int[16];
        for (int code = 0; code < 16; code++)
        {
            int size = AdpcmDecoder.Steps[step];
            int difference = (size / 8) + ((code & 1) * (size / 4)) + ((code >> 1 & 1) * (size / 2)) + ((code >> 2 & 1) * size);
            values[code] = Math.Clamp(predictor + (code < 8 ? difference : -difference), -32768, 32767);
        }

        int best = Enumerable.Range(0, 16).MinBy(code => Math.Abs(values[code] - target));
        predictor = values[best];
        step = Math.Clamp(step + (best % 8 < 4 ? -1 : 2 * ((best % 8) - 3)), 0, 88);
        return best;
    }

    private static int EncodeMicrosoft(int target, ref (int Last, int Before, int Delta) state)
    {
        // The second pair: twice the last sample less the one before.
        int predicted = (2 * state.Last) - state.Before;
        int delta = state.Delta;
        int best = Enumerable.Range(-8, 16).MinBy(code => Math.Abs(Math.Clamp(predicted + (code * delta), -32768, 32767) - target));
        state = (Math.Clamp(predicted + (best * delta), -32768, 32767), state.Last, Math.Max(16, delta * Adaption[best & 15] / 256));
        return best & 15;
    }
}
