namespace DrumClassification.Cli.Scale;

/// <summary>Takes out of a list what is not to be looked at: other shards' files, and those that have a row already. For one run; not thread-safe.</summary>
/// <param name="shard">Whose files are taken.</param>
/// <param name="done">Files that have a row; receives those that are let through.</param>
internal sealed class PathFilter(Shard shard, HashSet<PathFingerprint> done)
{
    /// <summary>How many of the shard's paths were there already, in the rows or earlier in the list.</summary>
    public int Skipped { get; private set; }

    /// <summary>The paths that are to be looked at, as they come.</summary>
    public IEnumerable<string> Apply(IEnumerable<string> paths) => paths.Where(path =>
    {
        var fingerprint = PathFingerprint.Of(path);
        if (!shard.Holds(fingerprint))
        {
            return false;
        }

        bool isNew = done.Add(fingerprint);
        Skipped += isNew ? 0 : 1;
        return isNew;
    });
}
