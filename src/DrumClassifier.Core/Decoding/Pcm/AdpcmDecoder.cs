using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// Decodes blocks of ADPCM to 16 bits: IMA (Interactive Multimedia Association, Recommended Practices for Enhancing Digital Audio
/// Compatibility, 1992), Apple's packing of it (Technical Note TN1081's 'ima4'), and Microsoft's (Multimedia Data Standards Update, 1994).
/// </summary>
internal sealed class AdpcmDecoder(BlockCodec codec)
{
    private const int MaxStepIndex = 88;
    private const int MinDelta = 16;
    private const int MaxDelta = int.MaxValue / 768;

    /// <summary>The step sizes of IMA ADPCM.</summary>
    internal static ReadOnlySpan<short> Steps =>
    [
        7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143, 157,
        173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707,
        1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635,
        13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
    ];

    private static ReadOnlySpan<sbyte> StepChanges => [-1, -1, -1, -1, 2, 4, 6, 8];

    private static ReadOnlySpan<short> DeltaFactors => [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

    private readonly State[] _states = new State[codec.Channels];

    /// <summary>Decodes a block.</summary>
    /// <param name="block">A whole block, or the shorter last one.</param>
    /// <param name="frames">Receives interleaved samples; room for a whole block.</param>
    /// <returns>Number of frames; 0 if there is not even a block's header.</returns>
    public int Decode(ReadOnlySpan<byte> block, Span<short> frames)
    {
        int count = codec.FramesIn(block.Length);
        if (count > 0)
        {
            frames = frames[..(count * codec.Channels)];
            switch (codec.Kind)
            {
                case AdpcmKind.Apple:
                    DecodeApple(block, frames);
                    break;
                case AdpcmKind.Ima:
                    DecodeIma(block, frames);
                    break;
                default:
                    DecodeMicrosoft(block, frames);
                    break;
            }
        }

        return count;
    }

    private void DecodeApple(ReadOnlySpan<byte> block, Span<short> frames)
    {
        for (int channel = 0; channel < codec.Channels; channel++)
        {
            ReadOnlySpan<byte> packet = block.Slice(channel * BlockCodec.ApplePacket, BlockCodec.ApplePacket);
            ref State state = ref _states[channel];
            int head = BinaryPrimitives.ReadInt16BigEndian(packet);
            int predictor = head & ~0x7F;
            int step = Math.Min(head & 0x7F, MaxStepIndex);

            // The packet has the predictor's upper 9 bits only: a decoder that comes from the packet before knows it better.
            if (step != state.Step || Math.Abs(predictor - state.Predictor) > 0x7F)
            {
                state = new State { Predictor = predictor, Step = step };
            }

            for (int i = 0; i < 2 * (BlockCodec.ApplePacket - 2); i++)
            {
                frames[(i * codec.Channels) + channel] = Expand(ref state, packet[2 + (i >> 1)] >> ((i & 1) * 4));
            }
        }
    }

    private void DecodeIma(ReadOnlySpan<byte> block, Span<short> frames)
    {
        int channels = codec.Channels;
        int count = frames.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<byte> head = block[(4 * channel)..];
            State state = new() { Predictor = BinaryPrimitives.ReadInt16LittleEndian(head), Step = Math.Min((int)head[2], MaxStepIndex) };
            frames[channel] = (short)state.Predictor;
            for (int i = 0; i < count - 1; i++)
            {
                // Four bytes, eight samples of a channel, then of the next.
                byte pair = block[(4 * channels) + (((i >> 3) * channels) + channel) * 4 + ((i & 7) >> 1)];
                frames[((i + 1) * channels) + channel] = Expand(ref state, pair >> ((i & 1) * 4));
            }
        }
    }

    private void DecodeMicrosoft(ReadOnlySpan<byte> block, Span<short> frames)
    {
        int channels = codec.Channels;
        for (int channel = 0; channel < channels; channel++)
        {
            ref State state = ref _states[channel];
            state.Coefficients = codec.Coefficients[Math.Min((int)block[channel], codec.Coefficients.Count - 1)];
            state.Delta = BinaryPrimitives.ReadInt16LittleEndian(block[(channels + (2 * channel))..]);
            state.Predictor = BinaryPrimitives.ReadInt16LittleEndian(block[((3 * channels) + (2 * channel))..]);
            state.Before = BinaryPrimitives.ReadInt16LittleEndian(block[((5 * channels) + (2 * channel))..]);
            frames[channel] = (short)state.Before;
            if (frames.Length > channels)
            {
                frames[channels + channel] = (short)state.Predictor;
            }
        }

        int nibble = 0;
        for (int i = 2 * channels; i < frames.Length; i++, nibble++)
        {
            byte pair = block[codec.HeaderSize + (nibble >> 1)];
            frames[i] = ExpandMicrosoft(ref _states[i % channels], (nibble & 1) == 0 ? pair >> 4 : pair & 15);
        }
    }

    private static short Expand(ref State state, int nibble)
    {
        int step = Steps[state.Step];
        int difference = step >> 3;
        difference += (nibble & 4) != 0 ? step : 0;
        difference += (nibble & 2) != 0 ? step >> 1 : 0;
        difference += (nibble & 1) != 0 ? step >> 2 : 0;
        state.Predictor = Math.Clamp(state.Predictor + ((nibble & 8) != 0 ? -difference : difference), short.MinValue, short.MaxValue);
        state.Step = Math.Clamp(state.Step + StepChanges[nibble & 7], 0, MaxStepIndex);
        return (short)state.Predictor;
    }

    private static short ExpandMicrosoft(ref State state, int nibble)
    {
        long predicted = (((long)state.Predictor * state.Coefficients.First) + ((long)state.Before * state.Coefficients.Second)) >> 8;
        int signed = nibble >= 8 ? nibble - 16 : nibble;
        state.Before = state.Predictor;
        state.Predictor = (int)Math.Clamp(predicted + ((long)signed * state.Delta), short.MinValue, short.MaxValue);
        state.Delta = Math.Clamp((state.Delta * DeltaFactors[nibble]) >> 8, MinDelta, MaxDelta);
        return (short)state.Predictor;
    }

    private struct State
    {
        public int Predictor;
        public int Before;
        public int Step;
        public int Delta;
        public (int First, int Second) Coefficients;
    }
}
