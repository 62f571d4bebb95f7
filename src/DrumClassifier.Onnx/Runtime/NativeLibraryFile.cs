using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>ONNX Runtime's library as a file on Linux, whose loader says little of what is wrong with one and dies of one that is cut short.</summary>
/// <remarks>Layout: ELF-64, System V ABI (gABI 4.1), "ELF Header" and "Program Header".</remarks>
internal static class NativeLibraryFile
{
    private const string Name = "libonnxruntime.so";
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int Load = 1;

    /// <summary>Where .NET will find it; null if it is not beside the app, or not on Linux.</summary>
    public static string? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        string[] folders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Append(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Whether a segment ends after the file does: mapping it works, reading it there ends the process with SIGBUS.</summary>
    public static bool IsCutShort(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> header = stackalloc byte[HeaderSize];
            if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !IsElf(header))
            {
                return false;
            }

            ulong table = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
            int count = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
            Span<byte> segment = stackalloc byte[ProgramHeaderSize];
            for (int i = 0; i < count; i++)
            {
                ulong position = table + (ulong)(i * ProgramHeaderSize);
                if (position > (ulong)file.Length - ProgramHeaderSize)
                {
                    return true;
                }

                file.Position = (long)position;
                file.ReadExactly(segment);
                ulong end = BinaryPrimitives.ReadUInt64LittleEndian(segment[8..]) + BinaryPrimitives.ReadUInt64LittleEndian(segment[32..]);
                if (BinaryPrimitives.ReadUInt32LittleEndian(segment) == Load && end > (ulong)file.Length)
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What is wrong with a file that did not load; null if nothing shows.</summary>
    public static string? FindFault(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> header = stackalloc byte[HeaderSize];
            int read = file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
            if (read == 0)
            {
                return "is empty";
            }

            if (read < HeaderSize || !IsElf(header))
            {
                return "is no library of 64-bit Linux";
            }

            ushort machine = BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
            return machine == Machine || Machine == 0 ? null : $"is made for another processor than this one ({RuntimeInformation.ProcessArchitecture})";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read ({exception.Message})";
        }
    }

    /// <summary>EM_X86_64 or EM_AARCH64; 0 if ONNX Runtime has no build.</summary>
    private static int Machine => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 62,
        Architecture.Arm64 => 183,
        _ => 0,
    };

    /// <summary>64 bits, little-endian.</summary>
    private static bool IsElf(ReadOnlySpan<byte> header) => header.StartsWith("\u007FELF\u0002\u0001"u8);
}
