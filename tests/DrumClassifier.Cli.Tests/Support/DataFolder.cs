using System.Runtime.CompilerServices;

namespace DrumClassification.Tests;

/// <summary>The tests, and the programs they start, keep the key of their journals in a folder of their own and not in that of whoever runs them.</summary>
internal static class DataFolder
{
    private static readonly TemporaryFolder Folder = new();

    [ModuleInitializer]
    internal static void Use()
    {
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", Folder.Path);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Folder.Dispose();
    }
}
