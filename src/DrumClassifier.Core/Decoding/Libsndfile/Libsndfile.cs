using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>The few functions of libsndfile (its sndfile.h, version 1.0.31 or later) that are used, and where to find the library.</summary>
internal static unsafe partial class Libsndfile
{
    public const int OpenToRead = 0x10;
    public const int ErrorUnrecognizedFormat = 1;
    public const int ErrorUnsupportedEncoding = 4;
    public const int FormatTypeMask = 0x0FFF0000;
    public const int FormatFlac = 0x170000;

    private const string LibraryName = "sndfile";

    private static readonly Lazy<nint> LazyHandle = new(Load);
    private static readonly Lazy<string?> LazyVersion = new(ReadVersion);

    static Libsndfile() => NativeLibrary.SetDllImportResolver(
        typeof(Libsndfile).Assembly,
        (name, _, _) => name == LibraryName ? Handle : 0);

    /// <summary>The loaded library; 0 if the system has none.</summary>
    public static nint Handle => LazyHandle.Value;

    /// <summary>"1.2.0"; null if the system has no libsndfile.</summary>
    public static string? Version => LazyVersion.Value;

    /// <summary>Names by which the library goes, the likeliest first.</summary>
    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["sndfile.dll", "libsndfile-1.dll", "libsndfile.dll"]
        : OperatingSystem.IsMacOS() ?
        [
            "libsndfile.1.dylib",
            "libsndfile.dylib",
            "/opt/homebrew/lib/libsndfile.1.dylib",
            "/opt/homebrew/lib/libsndfile.dylib",
            "/usr/local/lib/libsndfile.1.dylib",
            "/usr/local/lib/libsndfile.dylib",
        ]
        : ["libsndfile.so.1", "libsndfile.so"];

    [LibraryImport(LibraryName, EntryPoint = "sf_version_string")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial byte* VersionString();

    [LibraryImport(LibraryName, EntryPoint = "sf_open_virtual")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint OpenVirtual(VirtualIo* callbacks, int mode, Info* info, void* userData);

    [LibraryImport(LibraryName, EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint Open(string path, int mode, Info* info);

    [LibraryImport(LibraryName, EntryPoint = "sf_command")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Command(nint file, int command, void* data, int size);

    [LibraryImport(LibraryName, EntryPoint = "sf_writef_float")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial long WriteFrames(nint file, float* samples, long frames);

    [LibraryImport(LibraryName, EntryPoint = "sf_close")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Close(nint file);

    [LibraryImport(LibraryName, EntryPoint = "sf_readf_float")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial long ReadFrames(nint file, float* samples, long frames);

    [LibraryImport(LibraryName, EntryPoint = "sf_error")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Error(nint file);

    [LibraryImport(LibraryName, EntryPoint = "sf_strerror")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial byte* ErrorText(nint file);

    /// <summary>Bits of a sample by the SF_FORMAT_… subtype; null for codecs that lose something.</summary>
    public static int? BitsPerSample(int format) => (format & 0xFFFF) switch
    {
        0x0001 or 0x0005 or 0x0050 => 8,
        0x0002 or 0x0051 or 0x0070 => 16,
        0x0003 or 0x0072 => 24,
        0x0004 or 0x0006 or 0x0073 => 32,
        0x0007 => 64,
        0x0040 or 0x0041 or 0x0042 => 12,
        0x0071 => 20,
        _ => null,
    };

    /// <summary>Whether the subtype is SF_FORMAT_FLOAT or SF_FORMAT_DOUBLE.</summary>
    public static bool IsFloat(int format) => (format & 0xFFFF) is 0x0006 or 0x0007;

    /// <summary>What the library says went wrong with a file, or (0) with the last one that did not open.</summary>
    public static string DescribeError(nint file)
        => (Marshal.PtrToStringUTF8((nint)ErrorText(file)) ?? "unknown error").Trim().TrimEnd('.');

    private static nint Load()
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, typeof(Libsndfile).Assembly, null, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }

    private static string? ReadVersion()
    {
        if (Handle == 0)
        {
            return null;
        }

        string text = Marshal.PtrToStringUTF8((nint)VersionString()) ?? "";
        return text[(text.IndexOf('-', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>SF_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Info
    {
        public long Frames;
        public int SampleRate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }

    /// <summary>SF_VIRTUAL_IO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct VirtualIo
    {
        public delegate* unmanaged[Cdecl]<void*, long> GetLength;
        public delegate* unmanaged[Cdecl]<long, int, void*, long> Seek;
        public delegate* unmanaged[Cdecl]<void*, long, void*, long> Read;
        public delegate* unmanaged[Cdecl]<void*, long, void*, long> Write;
        public delegate* unmanaged[Cdecl]<void*, long> Tell;
    }
}
