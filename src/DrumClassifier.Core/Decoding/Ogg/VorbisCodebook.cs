using System.Numerics;

namespace DrumClassification;

/// <summary>What must be known of a codebook to trust it (Vorbis I specification, section 3.2.1).</summary>
/// <param name="Entries">Number of entries.</param>
/// <param name="Dimensions">Number of values that an entry stands for.</param>
/// <param name="HasValues">Whether it says which.</param>
internal readonly record struct VorbisCodebook(int Entries, int Dimensions, bool HasValues)
{
    private const uint Sync = 0x564342;
    private const int LongestCodeword = 32;

    // libvorbis' own largest has 6,561 entries of 8 values. The decoder looks for long codewords one by one: the limit bounds time, too.
    private const int MaxEntries = 1 << 14;
    private const int MaxValues = 1 << 18;

    /// <summary>Reads and checks a codebook.</summary>
    /// <exception cref="CorruptAudioException">It contradicts itself, or is larger than any encoder's.</exception>
    public static VorbisCodebook Read(ref VorbisBitReader bits)
    {
        if (bits.Read(24) != Sync)
        {
            throw Broken("does not begin as it must");
        }

        int dimensions = (int)bits.Read(16);
        int entries = (int)bits.Read(24);
        if (dimensions == 0 || entries == 0 || entries > MaxEntries || (long)entries * dimensions > MaxValues)
        {
            throw Broken($"has {entries} entries of {dimensions} values");
        }

        CheckCodewords(ref bits, entries);
        uint lookup = bits.Read(4);
        if (lookup > 2)
        {
            throw Broken($"has a value table of type {lookup}");
        }

        if (lookup > 0)
        {
            bits.Skip(64);
            int valueBits = (int)bits.Read(4) + 1;
            bits.Skip(1);
            bits.Skip((long)valueBits * (lookup == 1 ? LatticeValues(entries, dimensions) : entries * dimensions));
        }

        return new(entries, dimensions, lookup > 0);
    }

    /// <summary>Number of bits that a number needs, 0 for 0.</summary>
    public static int BitLength(int value) => 32 - BitOperations.LeadingZeroCount((uint)value);

    private static void CheckCodewords(ref VorbisBitReader bits, int entries)
    {
        // Each codeword of n bits takes 2⁻ⁿ of all there are.
        ulong taken = 0;
        int used = 0;
        if (bits.ReadFlag())
        {
            int length = (int)bits.Read(5) + 1;
            while (used < entries)
            {
                int count = (int)bits.Read(BitLength(entries - used));
                if (count > entries - used || length > LongestCodeword)
                {
                    throw Broken("has more codewords than entries");
                }

                taken += (ulong)count << (LongestCodeword - length);
                used += count;
                length++;
            }
        }
        else
        {
            bool isSparse = bits.ReadFlag();
            for (int i = 0; i < entries; i++)
            {
                if (!isSparse || bits.ReadFlag())
                {
                    taken += 1UL << (LongestCodeword - (int)bits.Read(5) - 1);
                    used++;
                }
            }
        }

        bool isComplete = taken == 1UL << LongestCodeword;
        if (!isComplete && used > 1)
        {
            throw Broken("has codewords that are not complete");
        }
    }

    // The largest number whose power is at most the number of entries.
    private static int LatticeValues(int entries, int dimensions)
    {
        int values = 1;
        while (BigInteger.Pow(values + 1, dimensions) <= entries)
        {
            values++;
        }

        return values;
    }

    private static CorruptAudioException Broken(string what) => new($"The Ogg Vorbis header is broken: a codebook {what}.");
}
