using System.Buffers.Binary;
using System.Text;

namespace DrumClassification.Tests.Decoding;

/// <summary>Bytes of several statistics that are no sound file: what lies in a folder of sounds under any name.</summary>
internal static class Trash
{
    private static readonly byte[][] Instructions =
    [
        [0xE8, 0x10, 0xFC, 0xFF, 0xFF], [0xE9, 0x3B, 0xFE, 0xFF, 0xFF], [0x48, 0x8B, 0x05, 0xFF, 0xFF, 0x48, 0x00], [0xFF, 0xE2], [0xFF, 0xE3], [0xFF, 0xD0],
        [0x48, 0x83, 0xEC, 0x08], [0x83, 0xF8, 0xFF], [0x0F, 0x84, 0x6A, 0xFB, 0xFF, 0xFF], [0xFF, 0xFF, 0x48, 0x89], [0x66, 0x2E, 0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0],
        [0x90], [0xC3], [0x00, 0x00, 0x00, 0x00], [0x55], [0x41, 0x57], [0xFE, 0xFF, 0xFF, 0x48, 0x8D],
    ];

    private static readonly Func<byte[], Random, byte[]>[] Kinds =
    [
        Uniform, Noise16, Noise16BigEndian, Noise8, Ramp, Words, MachineCode, Specks, Periodic, Impulses,
    ];

    /// <summary>How many statistics there are.</summary>
    public static int Count => Kinds.Length;

    /// <summary>A buffer of the statistics of that number, 1 … 60,000 bytes.</summary>
    public static byte[] Make(int kind, Random random)
    {
        byte[] bytes = Kinds[kind](new byte[random.Next(1, 60_001)], random);

        // Half of them begin with zeros, as pages of programs and of wiped disks do.
        bytes.AsSpan(0, random.Next(2) == 0 ? 0 : random.Next(bytes.Length) / 4).Clear();
        return bytes;
    }

    private static byte[] Uniform(byte[] bytes, Random random)
    {
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Noise16(byte[] bytes, Random random) => Fill16(bytes, random, bigEndian: false);

    private static byte[] Noise16BigEndian(byte[] bytes, Random random) => Fill16(bytes, random, bigEndian: true);

    private static byte[] Fill16(byte[] bytes, Random random, bool bigEndian)
    {
        int amplitude = 1 << random.Next(1, 15);
        for (int i = 0; i + 2 <= bytes.Length; i += 2)
        {
            short value = (short)random.Next(-amplitude, amplitude);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i), bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        }

        return bytes;
    }

    private static byte[] Noise8(byte[] bytes, Random random)
    {
        int amplitude = random.Next(1, 100);
        int middle = random.Next(2) == 0 ? 0 : 128;
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(middle + random.Next(-amplitude, amplitude));
        }

        return bytes;
    }

    private static byte[] Ramp(byte[] bytes, Random random)
    {
        int step = random.Next(-300, 300);
        int value = random.Next(-40_000, 40_000);
        for (int i = 0; i + 2 <= bytes.Length; i += 2, value += step)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i), (short)value);
        }

        return bytes;
    }

    private static byte[] Words(byte[] bytes, Random random)
    {
        string[] words = ["kick", " drum ", "RIFF", "WAVE", "fLaC ", "OggS", "ÿû", "\r\n", "caff", "FORM AIFF COMM", ".snd", "<p>", "ID3", "TAG"];
        StringBuilder text = new();
        while (text.Length < bytes.Length)
        {
            text.Append(words[random.Next(words.Length)]);
        }

        return (random.Next(2) == 0 ? Encoding.UTF8 : Encoding.Unicode).GetPreamble()
            .Concat((random.Next(2) == 0 ? Encoding.Latin1 : Encoding.Unicode).GetBytes(text.ToString())).Take(bytes.Length).ToArray();
    }

    private static byte[] MachineCode(byte[] bytes, Random random)
    {
        for (int at = 0; at < bytes.Length;)
        {
            byte[] instruction = Instructions[random.Next(Instructions.Length)];
            instruction.AsSpan(0, Math.Min(instruction.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
            at += instruction.Length;
            if (random.Next(3) == 0 && at < bytes.Length)
            {
                bytes[at++] = (byte)random.Next(256);
            }
        }

        return bytes;
    }

    private static byte[] Specks(byte[] bytes, Random random)
    {
        byte[] values = [0xFF, 0xFE, 0xFB, 0x80, 1, 2, (byte)random.Next(256)];
        for (int specks = random.Next(1 + (bytes.Length / 8)); specks > 0; specks--)
        {
            bytes[random.Next(bytes.Length)] = values[random.Next(values.Length)];
        }

        return bytes;
    }

    // A tone of whole samples without a header.
    private static byte[] Periodic(byte[] bytes, Random random)
    {
        byte[] period = Fill16(new byte[2 * random.Next(1, 1000)], random, bigEndian: random.Next(2) == 0);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = period[i % period.Length];
        }

        return bytes;
    }

    private static byte[] Impulses(byte[] bytes, Random random)
    {
        int period = random.Next(2, 3000);
        for (int i = random.Next(period); i + 1 < bytes.Length; i += period)
        {
            bytes[i] = 0xFF;
            bytes[i + 1] = (byte)random.Next(0xE0, 0x100);
        }

        return bytes;
    }
}
