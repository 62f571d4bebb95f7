namespace DrumClassification;

/// <summary>What a Vorbis header says of the curves below the sound (Vorbis I specification, sections 6 and 7).</summary>
internal static class VorbisFloor
{
    private const int MaxPosts = 63;

    /// <summary>Goes through one and checks it.</summary>
    /// <param name="bits">Where it starts.</param>
    /// <param name="books">The header's codebooks.</param>
    /// <exception cref="CorruptAudioException">It contradicts itself.</exception>
    public static void Check(ref VorbisBitReader bits, IReadOnlyList<VorbisCodebook> books)
    {
        if (bits.ReadBelow(16, 2) == 0)
        {
            bool isValid = bits.Read(8) > 0 & bits.Read(16) > 0 & bits.Read(16) > 0;
            bits.Skip(14);
            for (int count = (int)bits.Read(4) + 1; count > 0; count--)
            {
                isValid &= books[bits.ReadBelow(8, books.Count)].HasValues;
            }

            if (!isValid)
            {
                throw new CorruptAudioException("The Ogg Vorbis header is broken: a floor curve has no points.");
            }

            return;
        }

        Span<int> classes = stackalloc int[(int)bits.Read(5)];
        int last = -1;
        foreach (ref int one in classes)
        {
            one = (int)bits.Read(4);
            last = Math.Max(last, one);
        }

        Span<int> dimensions = stackalloc int[last + 1];
        foreach (ref int dimension in dimensions)
        {
            dimension = (int)bits.Read(3) + 1;
            int subclassBits = (int)bits.Read(2);
            if (subclassBits > 0)
            {
                bits.ReadBelow(8, books.Count);
            }

            for (int book = 0; book < 1 << subclassBits; book++)
            {
                bits.ReadBelow(8, books.Count + 1);
            }
        }

        bits.Skip(2);
        int rangeBits = (int)bits.Read(4);
        HashSet<uint> posts = [0, 1u << rangeBits];
        foreach (int one in classes)
        {
            for (int post = 0; post < dimensions[one]; post++)
            {
                if (!posts.Add(bits.Read(rangeBits)) || posts.Count > MaxPosts)
                {
                    throw new CorruptAudioException("The Ogg Vorbis header is broken: a floor curve has too many points, or two at one place.");
                }
            }
        }
    }
}
