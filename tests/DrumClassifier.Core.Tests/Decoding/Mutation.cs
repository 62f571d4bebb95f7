using System.Buffers.Binary;
using System.Globalization;

namespace DrumClassification.Tests.Decoding;

/// <summary>Small changes of files that decoders must survive.</summary>
internal static class Mutation
{
    private static readonly uint[] Interesting =
        [0, 1, 2, 7, 8, 9, 15, 16, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x7FFFEFFF, 0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    /// <summary>One to four changes, half of them near the start.</summary>
    public static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> file = [.. original];
        for (int mutations = random.Next(1, 5); mutations > 0; mutations--)
        {
            // Headers are what matters: half of the places lie in the first 64 bytes.
            int place = random.Next(random.Next(2) == 0 ? Math.Min(64, file.Count) : file.Count);
            switch (random.Next(7))
            {
                case 0:
                    file[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[place] = (byte)random.Next(256);
                    break;
                case 2:
                    Overwrite(file, place, Interesting[random.Next(Interesting.Length)], random);
                    break;
                case 3:
                    Overwrite(file, place & ~3, Interesting[random.Next(Interesting.Length)], random);
                    break;
                case 4:
                    file.RemoveRange(place, Math.Min(random.Next(1, 13), file.Count - place));
                    break;
                case 5:
                    byte[] inserted = new byte[random.Next(1, 13)];
                    random.NextBytes(inserted);
                    file.InsertRange(place, inserted);
                    break;
                default:
                    int from = random.Next(file.Count);
                    file.InsertRange(place, file.GetRange(from, Math.Min(random.Next(4, 40), file.Count - from)));
                    break;
            }

            if (file.Count == 0)
            {
                break;
            }
        }

        return [.. file];
    }

    private static void Overwrite(List<byte> file, int place, uint value, Random random)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }

        for (int i = 0; i < bytes.Length && place + i < file.Count; i++)
        {
            file[place + i] = bytes[i];
        }
    }

    /// <summary>A number that the caller may set; see <see cref="MutationRun"/>.</summary>
    public static int FromEnvironment(string name, int fallback)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : fallback;
}
