using System.Runtime.InteropServices;

namespace DrumClassification.Training.Runtime;

/// <summary>
/// Makes TorchSharp's native library load where the system's libstdc++ is older than GCC 13's (Debian 12, Ubuntu 22.04).
/// </summary>
/// <remarks>
/// libLibTorchSharp.so asks for <c>GLIBCXX_3.4.32</c> only because of a marker symbol that GCC 13 puts into every program
/// that includes &lt;iostream&gt; and that no relocation refers to. Marking that one request as weak lets the loader go on.
/// </remarks>
internal static class TorchLibraryPatch
{
    /// <summary>The file name of TorchSharp's native library on Linux.</summary>
    public const string LibraryFileName = "libLibTorchSharp.so";

    private const string StandardLibrary = "libstdc++.so.6";
    private const string Version = "GLIBCXX_3.4.32";
    private const string MarkerSymbol = "_ZSt21ios_base_library_initv";

    /// <summary>True if this system's libstdc++ lacks the version that TorchSharp's native library asks for.</summary>
    public static bool IsNeededHere { get; } = IsVersionMissing();

    /// <summary>
    /// Replaces the library by a copy with the weak flag set. The file's name is given to a new file in one step, so that a
    /// hard link or a symbolic link leaves its other end alone and another process sees either the old file or the new.
    /// </summary>
    /// <returns>False if the file is good as it is: it does not ask for the version, or is patched already.</returns>
    /// <exception cref="DrumClassifierException">The file cannot be read, replaced or safely patched; the message says what to do.</exception>
    public static bool Apply(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            ElfVersionNeed? need = ElfVersionNeeds.Find(bytes, StandardLibrary, Version);
            if (need is null || need.IsWeak)
            {
                return false;
            }

            if (need.Symbols.Any(symbol => symbol != MarkerSymbol))
            {
                throw new DrumClassifierException(
                    $"'{path}' really uses {string.Join(", ", need.Symbols)} of {Version}, which this system's {StandardLibrary} lacks. "
                    + "Use a system with GCC 13's libstdc++ (Debian 13, Ubuntu 24.04 or newer).");
            }

            ElfVersionNeeds.MakeWeak(bytes, need);
            Replace(path, bytes);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DrumClassifierException(
                $"'{path}' must be patched once to load on this system, and that failed: {exception.Message} "
                + "Run the program once as a user who may write to that folder.",
                exception);
        }
        catch (BadImageFormatException exception)
        {
            throw new DrumClassifierException($"'{path}' cannot be patched to load on this system: {exception.Message} Build again.", exception);
        }
    }

    private static void Replace(string path, byte[] bytes)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            // With the original's time and length, an incremental build sees nothing to copy again.
            File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(path));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Asks the loader itself, which answers for the very libstdc++ that TorchSharp would be bound to.</summary>
    private static bool IsVersionMissing()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(StandardLibrary, out nint handle))
        {
            return false;
        }

        try
        {
            return FindVersionedSymbol(handle, MarkerSymbol, Version) == 0;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library without symbol versions (musl) checks none.
            return false;
        }
        finally
        {
            NativeLibrary.Free(handle);
        }
    }

    [DllImport("libc.so.6", EntryPoint = "dlvsym", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint FindVersionedSymbol(
        nint handle,
        [MarshalAs(UnmanagedType.LPStr)] string name,
        [MarshalAs(UnmanagedType.LPStr)] string version);
}
