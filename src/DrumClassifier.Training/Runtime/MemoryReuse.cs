using System.Runtime.InteropServices;
using System.Text;

namespace DrumClassification.Training.Runtime;

/// <summary>
/// Has glibc keep the memory of large tensors instead of handing it back to the system after every use. A training step frees and asks
/// for the same hundreds of megabytes over and over, and the system clears every page that it hands out: half of the time of
/// training a network with large planes.
/// </summary>
/// <remarks>
/// Of mallopt(3)'s settings only those in the environment reach every thread's arena: the runtime has started threads before any code of
/// ours runs. So the program starts itself anew in the same process, once.
/// </remarks>
internal static partial class MemoryReuse
{
    private const string ArenaMax = "MALLOC_ARENA_MAX";

    // One arena, because the others are made of blocks of 64 MB and map everything larger.
    private static readonly (string Name, string Value)[] Settings =
    [
        (ArenaMax, "1"), ("MALLOC_MMAP_MAX_", "0"), ("MALLOC_TRIM_THRESHOLD_", "68719476736"), ("MALLOC_TOP_PAD_", "67108864"),
    ];

    /// <summary>
    /// Call first. Returns without effect elsewhere than on Linux, where <c>MALLOC_ARENA_MAX</c> is already set, by this method or by the user, and where
    /// the program cannot be started anew. What is freed stays with the process, so that its memory is what it needed at most.
    /// </summary>
    public static void Enable()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(ArenaMax) is not null)
        {
            return;
        }

        try
        {
            string[] arguments = Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).TrimEnd('\0').Split('\0');
            foreach ((string name, string value) in Settings)
            {
                _ = SetVariable(name, value, 0);
            }

            _ = Execute("/proc/self/exe", [.. arguments, null]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or EntryPointNotFoundException or DllNotFoundException)
        {
            // It is only about speed.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments);
}
