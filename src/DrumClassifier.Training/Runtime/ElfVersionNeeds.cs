using System.Buffers.Binary;
using System.Text;

namespace DrumClassification.Training.Runtime;

/// <summary>
/// Reads which symbol versions a 64-bit little-endian ELF library asks of others (<c>.gnu.version_r</c>) and can make one
/// of them weak, so that the loader accepts a library that lacks it.
/// </summary>
/// <remarks>
/// The layouts are those of the ELF-64 object file format and of the Linux Standard Base, "Symbol Versioning"; the loader
/// skips the check of an entry that carries <c>VER_FLG_WEAK</c>.
/// </remarks>
internal static class ElfVersionNeeds
{
    private const uint SectionDynamicSymbols = 11;
    private const uint SectionVersionNeeds = 0x6ffffffe;
    private const uint SectionVersionSymbols = 0x6fffffff;
    private const ushort WeakFlag = 0x2;

    /// <summary>Finds the entry for a version that a file is asked for.</summary>
    /// <param name="elf">The whole ELF file.</param>
    /// <param name="library">The file that should supply it, such as <c>libstdc++.so.6</c>.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>The entry, or null if the file does not ask for that version.</returns>
    /// <exception cref="BadImageFormatException">The bytes are no ELF file of that kind, or are damaged.</exception>
    public static ElfVersionNeed? Find(ReadOnlySpan<byte> elf, string library, string version)
    {
        try
        {
            return FindCore(elf, library, version);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException or IndexOutOfRangeException)
        {
            throw new BadImageFormatException("The ELF file is damaged: an offset in it points outside of it.", exception);
        }
    }

    /// <summary>Sets the weak flag of an entry; nothing else changes.</summary>
    public static void MakeWeak(Span<byte> elf, ElfVersionNeed need) =>
        BinaryPrimitives.WriteUInt16LittleEndian(elf[need.FlagsOffset..], (ushort)(need.Flags | WeakFlag));

    private static ElfVersionNeed? FindCore(ReadOnlySpan<byte> elf, string library, string version)
    {
        // Magic, 64-bit, little-endian.
        if (elf.Length < 64 || !elf[..6].SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
        {
            throw new BadImageFormatException("The file is not a 64-bit little-endian ELF file.");
        }

        Section[] sections = ReadSections(elf);
        foreach (Section needs in sections.Where(s => s.Type == SectionVersionNeeds))
        {
            Section names = sections[needs.Link];
            int file = needs.Offset;
            for (int f = 0; f < needs.Info; f++)
            {
                // Elf64_Verneed: version, count (u16), file, aux, next (u32).
                bool wanted = ReadName(elf, names, U32(elf, file + 4)) == library;
                int entry = file + U32(elf, file + 8);
                for (int e = 0; wanted && e < U16(elf, file + 2); e++)
                {
                    // Elf64_Vernaux: hash (u32), flags, other (u16), name, next (u32).
                    if (ReadName(elf, names, U32(elf, entry + 8)) == version)
                    {
                        ushort flags = U16(elf, entry + 4);
                        IReadOnlyList<string> symbols = ReadSymbols(elf, sections, U16(elf, entry + 6));
                        return new ElfVersionNeed(entry + 4, flags, (flags & WeakFlag) != 0, symbols);
                    }

                    entry += U32(elf, entry + 12);
                }

                file += U32(elf, file + 12);
            }
        }

        return null;
    }

    /// <summary>Names of the dynamic symbols that are bound to the version with this index.</summary>
    private static List<string> ReadSymbols(ReadOnlySpan<byte> elf, Section[] sections, ushort index)
    {
        var found = new List<string>();
        foreach (Section versions in sections.Where(s => s.Type == SectionVersionSymbols))
        {
            Section symbols = sections[versions.Link];
            if (symbols.Type != SectionDynamicSymbols)
            {
                throw new BadImageFormatException("The ELF file is damaged: its symbol versions belong to no symbol table.");
            }

            Section names = sections[symbols.Link];
            for (int i = 0; i < versions.Size / 2; i++)
            {
                // The highest bit only says "hidden". A symbol is 24 bytes and starts with its name.
                if ((U16(elf, versions.Offset + (2 * i)) & 0x7fff) == index)
                {
                    found.Add(ReadName(elf, names, U32(elf, symbols.Offset + (24 * i))));
                }
            }
        }

        return found;
    }

    private static Section[] ReadSections(ReadOnlySpan<byte> elf)
    {
        int table = U64(elf, 0x28);
        int size = U16(elf, 0x3a);
        var sections = new Section[U16(elf, 0x3c)];
        for (int i = 0; i < sections.Length; i++)
        {
            int at = checked(table + (i * size));
            sections[i] = new Section((uint)U32Raw(elf, at + 4), U64(elf, at + 0x18), U64(elf, at + 0x20), U32(elf, at + 0x28), U32(elf, at + 0x2c));
        }

        return sections;
    }

    private static string ReadName(ReadOnlySpan<byte> elf, Section names, int at)
    {
        ReadOnlySpan<byte> rest = elf.Slice(checked(names.Offset + at), names.Size - at);
        int end = rest.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? rest : rest[..end]);
    }

    private static ushort U16(ReadOnlySpan<byte> elf, int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf[at..]);

    private static uint U32Raw(ReadOnlySpan<byte> elf, int at) => BinaryPrimitives.ReadUInt32LittleEndian(elf[at..]);

    private static int U32(ReadOnlySpan<byte> elf, int at) => checked((int)U32Raw(elf, at));

    private static int U64(ReadOnlySpan<byte> elf, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf[at..]));

    private readonly record struct Section(uint Type, int Offset, int Size, int Link, int Info);
}

/// <summary>One version that an ELF library asks of another.</summary>
/// <param name="FlagsOffset">Where its flags stand in the file, in bytes.</param>
/// <param name="Flags">The flags.</param>
/// <param name="IsWeak">True if the loader accepts that the version is missing.</param>
/// <param name="Symbols">The dynamic symbols bound to it.</param>
internal sealed record ElfVersionNeed(int FlagsOffset, ushort Flags, bool IsWeak, IReadOnlyList<string> Symbols);
