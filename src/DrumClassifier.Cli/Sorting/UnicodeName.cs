namespace DrumClassification.Cli.Sorting;

/// <summary>
/// Tells names that text can hold from those it cannot. A file's name is bytes on Linux and code units on Windows, any of them;
/// one that is no valid text would come back from the journal as another name.
/// </summary>
internal static class UnicodeName
{
    private const char Replacement = '\uFFFD';

    /// <summary>True where writing the path as UTF-8 and reading it again gives the same path.</summary>
    public static bool Survives(string path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            // The runtime shows bytes that are no text as the replacement character.
            if (path[i] == Replacement)
            {
                return false;
            }

            if (char.IsSurrogate(path[i]) && (i + 1 == path.Length || !char.IsSurrogatePair(path[i], path[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
