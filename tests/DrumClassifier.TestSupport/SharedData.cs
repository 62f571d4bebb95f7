using Xunit;

namespace DrumClassification.Tests;

/// <summary>
/// The training sounds and librosa's numbers, which stand beside the checkout and are never part of it.
/// Tests that need them skip, visibly, where they are missing.
/// </summary>
public static class SharedData
{
    /// <summary>The folder named by <c>DRUMCLASSIFIER_SHARED</c>, or <c>../shared</c> beside the checkout; null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Full path of a file or folder below the shared folder; skips the calling test where it is missing.</summary>
    public static string Require(string relativePath)
    {
        Assert.SkipWhen(Root is null, "the shared data folder (../shared beside the checkout, or $DRUMCLASSIFIER_SHARED) is not here");
        string path = Path.Combine(Root!, relativePath);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"'{relativePath}' is not in the shared data folder");
        return path;
    }

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("DRUMCLASSIFIER_SHARED");
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? named : null;
        }

        string beside = Path.Combine(RepositoryFolder.Path, "..", "shared");
        return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
    }
}
