namespace DrumClassification.Tests;

/// <summary>Where the checkout lies: the nearest folder above the test binaries that holds the solution.</summary>
public static class RepositoryFolder
{
    /// <summary>Full path of the checkout.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DrumClassifier.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds DrumClassifier.sln.");
    }
}
