using System.Buffers.Binary;
using System.Text;

namespace DrumClassification.Tests.Runtime;

/// <summary>The smallest ELF file that asks libstdc++.so.6 for two symbol versions, each through one symbol.</summary>
internal static class SyntheticElf
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;

    /// <summary>Builds the file.</summary>
    /// <param name="version">The second version that is asked for; the first is always GLIBCXX_3.4.</param>
    /// <param name="symbol">The symbol bound to it.</param>
    public static byte[] Create(string version, string symbol)
    {
        byte[] names = Encoding.ASCII.GetBytes($"\0libm.so.6\0libstdc++.so.6\0GLIBC_2.2.5\0GLIBCXX_3.4\0{version}\0cos\0cout\0{symbol}\0");
        int NameOf(string name) => Encoding.ASCII.GetString(names).IndexOf($"\0{name}\0", StringComparison.Ordinal) + 1;

        // Symbols 1 … 3 are bound to versions 2 … 4; the last carries the "hidden" bit too.
        byte[] symbols = new byte[4 * 24];
        byte[] versions = new byte[4 * 2];
        foreach ((int index, string name) in new[] { (1, "cos"), (2, "cout"), (3, symbol) })
        {
            Put32(symbols, 24 * index, NameOf(name));
            Put16(versions, 2 * index, (index + 1) | (index == 3 ? 0x8000 : 0));
        }

        byte[] needs = new byte[5 * 16];
        Need(needs, 0, entries: 1, NameOf("libm.so.6"), next: 32);
        Entry(needs, 16, NameOf("GLIBC_2.2.5"), index: 2, next: 0);
        Need(needs, 32, entries: 2, NameOf("libstdc++.so.6"), next: 0);
        Entry(needs, 48, NameOf("GLIBCXX_3.4"), index: 3, next: 16);
        Entry(needs, 64, NameOf(version), index: 4, next: 0);

        var sections = new (uint Type, byte[] Data, int Link, int Info)[]
        {
            (0, [], 0, 0), (3, names, 0, 0), (11, symbols, 1, 1), (0x6fffffff, versions, 2, 0), (0x6ffffffe, needs, 1, 2),
        };
        byte[] file = new byte[HeaderSize + sections.Sum(s => s.Data.Length) + (sections.Length * SectionSize)];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        int table = file.Length - (sections.Length * SectionSize);
        Put64(file, 0x28, table);
        Put16(file, 0x3a, SectionSize);
        Put16(file, 0x3c, sections.Length);
        int at = HeaderSize;
        for (int i = 0; i < sections.Length; i++)
        {
            (uint type, byte[] data, int link, int info) = sections[i];
            int header = table + (i * SectionSize);
            Put32(file, header + 4, unchecked((int)type));
            Put64(file, header + 0x18, at);
            Put64(file, header + 0x20, data.Length);
            Put32(file, header + 0x28, link);
            Put32(file, header + 0x2c, info);
            data.CopyTo(file, at);
            at += data.Length;
        }

        return file;
    }

    private static void Need(byte[] to, int at, int entries, int file, int next)
    {
        Put16(to, at, 1);
        Put16(to, at + 2, entries);
        Put32(to, at + 4, file);
        Put32(to, at + 8, 16);
        Put32(to, at + 12, next);
    }

    private static void Entry(byte[] to, int at, int name, int index, int next)
    {
        Put16(to, at + 6, index);
        Put32(to, at + 8, name);
        Put32(to, at + 12, next);
    }

    private static void Put16(byte[] to, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(to.AsSpan(at), (ushort)value);

    private static void Put32(byte[] to, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(to.AsSpan(at), value);

    private static void Put64(byte[] to, int at, int value) => BinaryPrimitives.WriteInt64LittleEndian(to.AsSpan(at), value);
}
