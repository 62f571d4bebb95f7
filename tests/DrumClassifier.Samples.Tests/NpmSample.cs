using System.ComponentModel;

namespace DrumClassification.Tests;

/// <summary>
/// A sample that needs packages of the npm registry, as a copy in <c>artifacts/npm</c>, where the packages stay from run to run. Tests skip,
/// visibly, where node or the registry is missing.
/// </summary>
internal static class NpmSample
{
    private static string Pivot { get; } = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;

    /// <summary>Copies a sample and lets it fetch its packages.</summary>
    /// <param name="name">Its folder below <c>samples</c>.</param>
    /// <param name="install">The command that fetches.</param>
    /// <returns>The copy's folder.</returns>
    public static async Task<string> PrepareAsync(string name, params string[] install)
    {
        string folder = Path.Combine(RepositoryFolder.Path, "artifacts", "npm", Pivot, name);
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "samples", name)))
        {
            // An older copy with the same content stays, or the lock would look newer than what was fetched by it.
            string copy = Path.Combine(folder, Path.GetFileName(file));
            if (!File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(File.ReadAllBytes(file)))
            {
                File.Copy(file, copy, overwrite: true);
                File.SetLastWriteTimeUtc(copy, DateTime.UtcNow);
            }
        }

        try
        {
            await SampleProcess.RunAsync("node", ["--version"]);
        }
        catch (Exception exception) when (exception is Win32Exception or Xunit.Sdk.XunitException)
        {
            Assert.Skip("node is not installed on this system (Debian: apt-get install nodejs npm)");
        }

        try
        {
            await SampleProcess.RunAsync(install[0], install[1..], folder);
        }
        catch (Exception exception) when (exception is Win32Exception or Xunit.Sdk.XunitException)
        {
            Assert.Skip($"the packages of the npm registry could not be fetched: {exception.Message}");
        }

        return folder;
    }
}
