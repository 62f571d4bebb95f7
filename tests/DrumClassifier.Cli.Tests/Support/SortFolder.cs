namespace DrumClassification.Tests;

/// <summary>Makes files whose content is their name, and compares what lies where.</summary>
internal static class SortFolder
{
    /// <summary>Makes files, with the folders above them.</summary>
    public static void Make(TemporaryFolder folder, params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllText(folder[name], name);
        }
    }

    /// <summary>Asserts that exactly these files exist, the journal and the lock aside.</summary>
    public static void AssertTree(TemporaryFolder folder, params string[] expected) => Assert.Equal(
        expected.Order(StringComparer.Ordinal),
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/'))
            .Where(path => !path.Contains(".drums/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
}
