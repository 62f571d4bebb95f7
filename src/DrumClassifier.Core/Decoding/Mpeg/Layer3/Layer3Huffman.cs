using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>Decodes the codewords of <see cref="Layer3HuffmanCodes"/> by look-up: 8 bits at first, then what the longest codeword still needs.</summary>
internal static class Layer3Huffman
{
    private const int FirstBits = 8;
    private const int FirstSize = 1 << FirstBits;

    // An entry is value << 5 | length, or, negative, ~(start of the second table << 5 | its bits).
    private static readonly int[][] Tables = CreateAll();

    /// <summary>The look-up table of a code.</summary>
    public static int[] Table(int code) => Tables[code];

    /// <summary>Decodes a codeword.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Decode(ref Layer3BitReader bits, int[] table)
    {
        uint next = bits.Peek();
        int entry = table[next >> (32 - FirstBits)];
        if (entry < 0)
        {
            entry = ~entry;
            entry = table[(entry >> 5) + (int)((next << FirstBits) >> (32 - (entry & 31)))];
        }

        bits.Position += entry & 31;
        return entry >> 5;
    }

    private static int[][] CreateAll()
    {
        int[][] tables = new int[Layer3HuffmanCodes.Count][];
        for (int code = 0; code < tables.Length; code++)
        {
            tables[code] = Create(Layer3HuffmanCodes.Lengths(code), Layer3HuffmanCodes.Values(code));
        }

        return tables;
    }

    private static int[] Create(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> values)
    {
        List<int> table = [.. new int[FirstSize]];
        uint codeword = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            int length = lengths[i];
            int entry = (values[i] << 5) | length;
            int first = (int)(codeword >> (32 - FirstBits));
            if (length <= FirstBits)
            {
                Fill(table, first, FirstBits - length, entry);
            }
            else
            {
                if (table[first] == 0)
                {
                    int bits = LongestWith(first, codeword, lengths[i..]) - FirstBits;
                    table[first] = ~((table.Count << 5) | bits);
                    table.AddRange(new int[1 << bits]);
                }

                int second = ~table[first];
                uint rest = (codeword << FirstBits) >> (32 - (second & 31));
                Fill(table, (second >> 5) + (int)rest, (second & 31) + FirstBits - length, entry);
            }

            codeword += (uint)(1L << (32 - length));
        }

        return [.. table];
    }

    // Length of the longest codeword that starts with these 8 bits.
    private static int LongestWith(int first, uint codeword, ReadOnlySpan<byte> lengths)
    {
        int longest = 0;
        foreach (byte length in lengths)
        {
            if (codeword >> (32 - FirstBits) != first)
            {
                break;
            }

            longest = Math.Max(longest, length);
            codeword += (uint)(1L << (32 - length));
        }

        return longest;
    }

    private static void Fill(List<int> table, int start, int freeBits, int entry)
    {
        for (int i = 0; i < 1 << freeBits; i++)
        {
            table[start + i] = entry;
        }
    }
}
