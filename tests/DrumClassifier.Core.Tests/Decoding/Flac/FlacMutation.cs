namespace DrumClassification.Tests.Decoding;

/// <summary>
/// Mutations of FLAC files. Random ones end at a checksum almost always; therefore most are made within frames, which get the right
/// checksums afterwards.
/// </summary>
internal static class FlacMutation
{
    private static readonly FlacWriter[] Writers = [.. FlacSeeds.Writers()];
    private static readonly byte[][] Files = [.. FlacSeeds.All()];

    /// <summary>A mutated file, always the same for a seed.</summary>
    public static byte[] Make(Random random)
    {
        if (random.Next(4) == 0)
        {
            return Mend(Mutation.Mutate(Files[random.Next(Files.Length)], random), random);
        }

        FlacWriter writer = Writers[random.Next(Writers.Length)];
        List<byte[]> frames = [.. writer.Frames];
        for (int mutations = random.Next(1, 4); mutations > 0; mutations--)
        {
            int place = random.Next(frames.Count);
            switch (random.Next(8))
            {
                case 0:
                    frames.RemoveAt(place);
                    break;
                case 1:
                    frames.Insert(random.Next(frames.Count + 1), frames[place]);
                    break;
                case 2:
                    // From another file: other channels, another depth or rate.
                    FlacWriter other = Writers[random.Next(Writers.Length)];
                    frames.Insert(place, other.Frames[random.Next(other.Frames.Count)]);
                    break;
                default:
                    frames[place] = MutateFrame(frames[place], random);
                    break;
            }

            if (frames.Count == 0)
            {
                break;
            }
        }

        byte[] start = random.Next(3) == 0 ? [] : [.. "fLaC"u8, .. writer.StreamInfo()];
        byte[] file = [.. start, .. frames.SelectMany(frame => frame)];
        if (random.Next(4) == 0)
        {
            byte[][] blocks = [[0x7F, .. "FLAC"u8, 1, 0, 0, 0, .. start]];
            file = OggWriter.ToBytes([.. blocks, .. frames], segmentsOnPage: random.Next(1, 5));
        }

        return random.Next(4) == 0 && file.Length > 0 ? Mend(Mutation.Mutate(file, random), random) : file;
    }

    private static byte[] Mend(byte[] file, Random random)
    {
        if (random.Next(4) > 0)
        {
            OggFile.SealAll(file);
        }

        return file;
    }

    private static byte[] MutateFrame(byte[] frame, Random random)
    {
        byte[] mutated = [.. frame];
        int headerSize = FlacFrameHeader.TryParse(frame, out FlacFrameHeader header) ? header.Size : 6;
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            // The header, the start of a subframe, anywhere.
            int place = random.Next(3) switch
            {
                0 => random.Next(2, headerSize),
                1 => Math.Min(mutated.Length - 3, headerSize + random.Next(6)),
                _ => random.Next(headerSize, mutated.Length - 2),
            };
            mutated[place] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(mutated[place] ^ (1 << random.Next(8)));
        }

        if (random.Next(8) == 0)
        {
            byte[] more = new byte[random.Next(1, 300)];
            mutated = [.. mutated[..^2], .. more, 0, 0];
        }

        // Another code in the header may have made it longer or shorter.
        for (int size = 6; size <= Math.Min(FlacFrameHeader.MaxSize, mutated.Length - 2); size++)
        {
            byte[] sealedFrame = FlacWriter.Seal(mutated, size);
            if (FlacFrameHeader.TryParse(sealedFrame, out header) && header.Size == size)
            {
                return SealEnd(sealedFrame, header, random);
            }
        }

        return mutated;
    }

    // The frame may end elsewhere than it did: then its checksum must be put where the decoder looks for it.
    private static byte[] SealEnd(byte[] frame, FlacFrameHeader header, Random random)
    {
        int bits = header.BitsPerSample == 0 ? 16 : header.BitsPerSample;
        byte[] padded = [.. frame, .. new byte[random.Next(64) + FlacBitReader.Padding]];
        using FlacFrameDecoder decoder = new();
        FlacFrameStatus status = decoder.Decode(padded, header, bits, out int size, out _);
        return status == FlacFrameStatus.Damaged && size > header.Size && size + 2 <= padded.Length
            ? FlacWriter.Seal(padded[..(size + 2)], header.Size)
            : frame;
    }
}
