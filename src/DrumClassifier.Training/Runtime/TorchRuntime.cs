using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification.Training.Runtime;

/// <summary>
/// Readies TorchSharp's native libraries. It runs by itself before any code of this assembly; only a program that uses
/// TorchSharp before it uses this assembly has to call <see cref="EnsureReady"/>.
/// </summary>
internal static class TorchRuntime
{
    private static readonly Lazy<bool> Ready = new(Prepare);

    /// <summary>
    /// Patches this program's copy of TorchSharp's native library where the system needs it (see <see cref="TorchLibraryPatch"/>);
    /// never a package cache. Thread-safe and cheap; later calls do nothing. Does not load libtorch.
    /// </summary>
    /// <exception cref="DrumClassifierException">The library needs the patch and cannot have it; the message says what to do.</exception>
    public static void EnsureReady() => _ = Ready.Value;

    [ModuleInitializer]
    internal static void Initialize()
    {
        try
        {
            EnsureReady();
        }
        catch (DrumClassifierException exception)
        {
            // A module initializer that throws hides the reason, and commands that need no torch should still run.
            Console.Error.WriteLine(exception.Message);
        }
    }

    /// <summary>The copies of the library that belong to this program: beside it where published, else in its runtimes folder.</summary>
    internal static IEnumerable<string> LibraryCopies(string programFolder) =>
        new[]
        {
            Path.Combine(programFolder, TorchLibraryPatch.LibraryFileName),
            Path.Combine(programFolder, "runtimes", RuntimeIdentifier, "native", TorchLibraryPatch.LibraryFileName),
        }.Where(File.Exists);

    private static string RuntimeIdentifier =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    private static bool Prepare()
    {
        if (TorchLibraryPatch.IsNeededHere)
        {
            foreach (string path in LibraryCopies(AppContext.BaseDirectory))
            {
                TorchLibraryPatch.Apply(path);
            }
        }

        return true;
    }
}
