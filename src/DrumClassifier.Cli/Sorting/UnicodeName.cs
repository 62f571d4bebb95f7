namespace DrumClassification.Cli.Sorting;

/// <summary>
/// Tells names that text can hold from those it cannot. On Windows a file's name is code units, any of them; one that is no valid
/// text would come back from the journal as another name. (On Linux such names cannot even be opened, see <see cref="UnreadableName"/>.)
/// </summary>
internal static class UnicodeName
{
    /// <summary>True where writing the path as UTF-8 and reading it again gives the same path.</summary>
    public static bool Survives(string path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            if (char.IsSurrogate(path[i]) && (i + 1 == path.Length || !char.IsSurrogatePair(path[i], path[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
